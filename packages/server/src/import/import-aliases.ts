import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '@sluice/arm/protocol';
import type { SnapshotChange, TypeAliases } from '@sluice/engine/model';
import {
  type Alias,
  type AliasDocument,
  type AliasProblem,
  aliasesFromCatalogue,
  aliasesFromProviderList,
  mergeAliases,
} from '@sluice/language';
import { isObject } from '../json-value.ts';
import type { HouseWriter } from './house-writer.ts';
import type { ImportProgress } from './import-entry.ts';

/** Types to a commit: some ten milliseconds under the exclusive lock. */
const BATCH = 250;

/** What became of an alias document. */
export type AliasImport = {
  /** Types in the document that have aliases, and how many names those are. */
  readonly types: number;
  readonly aliases: number;
  /** Types that are stored anew; the others were stored already, the same. */
  readonly changed: number;
  /** What was left out of the document. */
  readonly problems: readonly AliasProblem[];
};

/**
 * Imports the aliases of a document: ARM's list of providers (an array, a page of it, or one provider), or a catalogue of default paths.
 * `extra` may say more of a catalogue's names, as `{modifiedByBuiltIns: [...], details: {...}}`.
 *
 * A type in the document replaces what was imported of that type before; other types stay.
 */
export async function importAliases(
  document: JsonValue,
  extra: JsonValue | undefined,
  writer: HouseWriter,
  onProgress: (progress: ImportProgress) => void,
): Promise<AliasImport> {
  const { aliases, problems } = readAliases(document, extra);
  const found: AliasProblem[] = [...problems];
  // Azure's list has types twice, in other letter case.
  const records = [...mergeAliases([aliases])].flatMap(([type, ofType]) => {
    const { record, strangers } = toRecord(type, ofType);
    found.push(...strangers);
    return record.aliases.length === 0 ? [] : [record];
  });
  let changed = 0;
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    let written = 0;
    await writer.write(async snapshot => {
      const changes = batch.flatMap(record => {
        const key = record.type.toLowerCase();
        const change: SnapshotChange = { kind: 'aliases', key, record };
        return isDeepStrictEqual(snapshot.aliases.get(key), record) ? [] : [change];
      });
      written = changes.length;
      return { resources: [], changes };
    });
    changed += written;
    onProgress({ what: 'types', done: start + batch.length, total: records.length });
  }
  const names = records.reduce((sum, record) => sum + record.aliases.length, 0);
  return { types: records.length, aliases: names, changed, problems: found };
}

function readAliases(document: JsonValue, extra: JsonValue | undefined): AliasDocument {
  if (!isObject(document)) return aliasesFromProviderList(document);
  if (isObject(document['resourceTypes'])) return aliasesFromCatalogue(document, extra);
  return aliasesFromProviderList('namespace' in document ? [document] : document);
}

/** Azure has the aliases of a type under the type's own namespace, which is where they are looked up. */
function toRecord(
  type: string,
  aliases: readonly Alias[],
): { readonly record: TypeAliases; readonly strangers: readonly AliasProblem[] } {
  const namespace = `${type.slice(0, type.indexOf('/'))}/`.toLowerCase();
  const isOwn = ({ name }: Alias) => name.toLowerCase().startsWith(namespace);
  const strangers = aliases
    .filter(alias => !isOwn(alias))
    .map(({ name }) => ({ pointer: '', message: `'${name}' is no alias of the type '${type}'.` }));
  return { record: { type, aliases: aliases.filter(isOwn) }, strangers };
}
