import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@sluice/arm/protocol';

/** The folder of the package that holds built-in definitions, roles and the demo world. */
export function contentFolder(): string {
  return dirname(fileURLToPath(import.meta.resolve('@sluice/content/package.json')));
}

/** The JSON files of a folder and the folders below it, in the order of their paths. */
export async function readJsonFiles(
  folder: string,
): Promise<readonly { readonly file: string; readonly text: string; readonly json: JsonValue }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async file => {
      const text = await readFile(file, 'utf8');
      const json: JsonValue = JSON.parse(text);
      return { file, text, json };
    }),
  );
}
