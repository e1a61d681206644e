import { join } from 'node:path';
import { isObject, textAt } from '../json-value.ts';
import { contentFolder, readJsonFiles } from '../seed/content-folder.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { HouseWriter } from './house-writer.ts';
import { importDefinitions } from './import-definitions.ts';
import type { ImportEntry, ImportProgress } from './import-entry.ts';
import { importInitiatives } from './import-initiatives.ts';
import { readPolicyFiles } from './read-policy-files.ts';
import { sortPolicyFiles } from './sort-policy-files.ts';

/**
 * Imports built-in definitions, then the initiatives made of them, and tells of every file. May be run again: what is stored already
 * stays, and makes no revision.
 */
export async function importAzurePolicy(
  path: string,
  writer: HouseWriter,
  services: WriteDependencies,
  onProgress: (progress: ImportProgress) => void,
): Promise<readonly ImportEntry[]> {
  const files = await readPolicyFiles(path);
  onProgress({ what: 'files read', done: files.length, total: files.length });
  const { definitions, initiatives, entries } = sortPolicyFiles(files, await shippedIds());
  const stored = await importDefinitions(definitions, writer, services, done =>
    onProgress({ what: 'definitions', done, total: definitions.length }),
  );
  const sets = await importInitiatives(initiatives, writer, services, done =>
    onProgress({ what: 'initiatives', done, total: initiatives.length }),
  );
  return [...stored, ...sets, ...entries];
}

/** Ids (lower case) of the definitions that come with Sluice. */
async function shippedIds(): Promise<ReadonlySet<string>> {
  const files = await readJsonFiles(join(contentFolder(), 'definitions'));
  return new Set(files.map(({ json }) => (textAt(isObject(json) ? json : {}, 'id') ?? '').toLowerCase()));
}
