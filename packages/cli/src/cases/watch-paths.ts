import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { isDocument } from '../files/read-document.ts';

const QUIET_MS = 150;

/** Calls back when a JSON or YAML file in these places has changed and nothing more has for a moment. Gives what ends it. */
export function watchPaths(paths: readonly string[], onChange: () => void): () => void {
  let waiting: NodeJS.Timeout | undefined;
  const note = (_event: string, name: string | null): void => {
    if (name !== null && !isDocument(name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(onChange, QUIET_MS);
  };
  const watchers = [...new Set(paths.map(folderOf))].map(
    (folder): FSWatcher => watch(folder, { recursive: true }, note),
  );
  return () => {
    clearTimeout(waiting);
    for (const watcher of watchers) watcher.close();
  };
}

/** Editors replace files instead of writing them, so folders are watched. */
function folderOf(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
}
