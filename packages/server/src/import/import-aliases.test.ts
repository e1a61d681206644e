import type { JsonValue } from '@sluice/arm/protocol';
import { applyChanges, createSnapshot, type Snapshot } from '@sluice/engine';
import { createProviderVocabulary, createTypeTable } from '@sluice/providers/types';
import { expect, test } from 'vitest';
import type { HouseWriter } from './house-writer.ts';
import { importAliases } from './import-aliases.ts';

/** Keeps what is written. */
function memory(): HouseWriter & { snapshot: Snapshot; commits: number[] } {
  const kept = {
    snapshot: createSnapshot(createTypeTable(), createProviderVocabulary()),
    commits: [] as number[],
    async write(work: Parameters<HouseWriter['write']>[0]) {
      const { changes } = await work(kept.snapshot);
      kept.commits.push(changes.length);
      kept.snapshot = applyChanges(kept.snapshot, kept.snapshot.revision + 1, changes);
    },
  };
  return kept;
}

const nobody = () => {};
const catalogue = (types: Record<string, Record<string, string>>): JsonValue => ({ resourceTypes: types });
const provider = {
  namespace: 'A.B',
  resourceTypes: [
    { resourceType: 'none', aliases: [] },
    {
      resourceType: 'things',
      aliases: [
        {
          name: 'A.B/things/size',
          defaultPath: 'properties.size',
          paths: [{ path: 'properties.old', apiVersions: ['2020-01-01'] }],
          defaultMetadata: { type: 'Integer', attributes: 'Modifiable' },
        },
      ],
    },
  ],
};

test.each<[string, JsonValue]>([
  ['a list of providers', [provider]],
  ['a page of them', { value: [provider] }],
  ['one provider', provider],
])('%s: paths by version and what is modifiable come along', async (_, document) => {
  const writer = memory();
  expect(await importAliases(document, undefined, writer, nobody)).toEqual({
    types: 1,
    aliases: 1,
    changed: 1,
    problems: [],
  });
  expect(writer.snapshot.vocabulary.alias('a.b/THINGS/size', 'a.b/things')).toEqual({
    name: 'A.B/things/size',
    defaultPath: 'properties.size',
    paths: [{ path: 'properties.old', apiVersions: ['2020-01-01'] }],
    type: 'Integer',
    modifiable: true,
  });
});

test('a catalogue: a type in two spellings is one, and extras say what is modifiable', async () => {
  const writer = memory();
  const document = catalogue({
    'A.B/Things': { 'A.B/things/a': 'p.a' },
    'a.b/things': { 'A.B/things/b': 'p.b' },
  });
  const result = await importAliases(document, { modifiedByBuiltIns: ['a.b/things/B'] }, writer, nobody);
  expect(result).toMatchObject({ types: 1, aliases: 2, changed: 1 });
  expect(writer.snapshot.aliases.get('a.b/things')).toEqual({
    type: 'A.B/Things',
    aliases: [
      { name: 'A.B/things/a', defaultPath: 'p.a' },
      { name: 'A.B/things/b', defaultPath: 'p.b', modifiable: true },
    ],
  });
});

test('a second run changes nothing; another document replaces its own types alone', async () => {
  const writer = memory();
  const first = catalogue({ 'A.B/x': { 'A.B/x/a': 'p.a' }, 'A.B/y': { 'A.B/y/a': 'p.a' } });
  await importAliases(first, undefined, writer, nobody);
  expect((await importAliases(first, undefined, writer, nobody)).changed).toBe(0);
  await importAliases(catalogue({ 'A.B/x': { 'A.B/x/b': 'p.b' } }), undefined, writer, nobody);
  const { vocabulary } = writer.snapshot;
  expect(['A.B/x/a', 'A.B/x/b', 'A.B/y/a'].map(name => vocabulary.alias(name)?.defaultPath)).toEqual([
    undefined,
    'p.b',
    'p.a',
  ]);
});

test('many types are several commits', async () => {
  const writer = memory();
  const types = Array.from({ length: 501 }, (_, index) => `A.B/t${index}`);
  const document = catalogue(Object.fromEntries(types.map(type => [type, { [`${type}/a`]: 'p.a' }])));
  await importAliases(document, undefined, writer, nobody);
  expect(writer.commits).toEqual([250, 250, 1]);
});

test('what is no alias of its type, or no alias at all, is left out and told', async () => {
  const writer = memory();
  const document = catalogue({ 'A.B/x': { 'C.D/x/a': 'p.a', 'A.B/x/b': 'p.b' } });
  const { aliases, problems } = await importAliases(document, undefined, writer, nobody);
  expect([aliases, problems.map(({ message }) => message)]).toEqual([
    1,
    ["'C.D/x/a' is no alias of the type 'A.B/x'."],
  ]);
  const nothing = await importAliases('text', undefined, writer, nobody);
  expect([nothing.types, nothing.problems.length]).toEqual([0, 1]);
});
