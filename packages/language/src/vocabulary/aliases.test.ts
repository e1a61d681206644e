import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../values/json.ts';
import { mergeAliases } from './alias-table.ts';
import { aliasesFromCatalogue } from './aliases-from-catalogue.ts';
import { aliasesFromProviderList } from './aliases-from-provider-list.ts';

const provider = (...aliases: JsonValue[]): JsonValue => [
  { namespace: 'A.B', resourceTypes: [{ resourceType: 'things', aliases }] },
];
const read = (document: JsonValue): object => {
  const { aliases, problems } = aliasesFromProviderList(document);
  return { aliases: Object.fromEntries(aliases), problems: problems.map(each => each.pointer) };
};
const one = (alias: object, type = 'A.B/things'): object => ({ aliases: { [type]: [alias] }, problems: [] });

describe('a list of resource providers', () => {
  test.each<[name: string, document: JsonValue, expected: object]>([
    ['empty', [], { aliases: {}, problems: [] }],
    ['a page of the REST API', { value: [] }, { aliases: {}, problems: [] }],
    ['a provider without types', [{ namespace: 'A.B' }], { aliases: {}, problems: [] }],
    [
      'a type without aliases',
      [{ namespace: 'A.B', resourceTypes: [{ resourceType: 'things' }] }],
      { aliases: { 'A.B/things': [] }, problems: [] },
    ],
    [
      'a default path only',
      provider({ name: 'A.B/things/x', defaultPath: 'properties.x', paths: [] }),
      one({ name: 'A.B/things/x', defaultPath: 'properties.x', modifiable: false }),
    ],
    [
      'paths by api-version, and no default: the first counts',
      provider({ name: 'A.B/things/x', paths: [{ path: 'p.x', apiVersions: ['2020-01-01', 7] }] }),
      one({
        name: 'A.B/things/x',
        defaultPath: 'p.x',
        modifiable: false,
        paths: [{ path: 'p.x', apiVersions: ['2020-01-01'] }],
      }),
    ],
    [
      'modifiable, with a token type',
      provider({
        name: 'A.B/things/x',
        defaultPath: 'p.x',
        defaultMetadata: { type: 'Boolean', attributes: 'Modifiable' },
      }),
      one({ name: 'A.B/things/x', defaultPath: 'p.x', modifiable: true, type: 'Boolean' }),
    ],
    [
      'a path that has its own metadata',
      provider({
        name: 'A.B/things/x',
        defaultPath: 'p.x',
        paths: [
          {
            path: 'p.y',
            apiVersions: ['2020-01-01'],
            metadata: { type: 'String', attributes: 'Modifiable' },
          },
          { path: 'p.z', apiVersions: ['2021-01-01'], metadata: { type: 'Colour', attributes: 'None' } },
        ],
      }),
      one({
        name: 'A.B/things/x',
        defaultPath: 'p.x',
        modifiable: false,
        paths: [
          { path: 'p.y', apiVersions: ['2020-01-01'], type: 'String', modifiable: true },
          { path: 'p.z', apiVersions: ['2021-01-01'], modifiable: false },
        ],
      }),
    ],
    [
      'a token type that is none is left out',
      provider({ name: 'A.B/things/x', defaultPath: 'p.x', defaultMetadata: { type: 'Colour' } }),
      one({ name: 'A.B/things/x', defaultPath: 'p.x', modifiable: false }),
    ],
  ])('%s', (_, document, expected) => {
    expect(read(document)).toEqual(expected);
  });

  test('an array of which only the members have an alias gets one of its own', () => {
    const { aliases } = aliasesFromProviderList(provider({ name: 'A.B/things/l[*]', defaultPath: 'p.l[*]' }));
    expect(aliases.get('A.B/things')?.map(({ name, defaultPath }) => [name, defaultPath])).toEqual([
      ['A.B/things/l', 'p.l'],
      ['A.B/things/l[*]', 'p.l[*]'],
    ]);
  });

  test('an alias that the child type is spelt in belongs to both', () => {
    const { aliases } = aliasesFromProviderList(provider({ name: 'A.B/things/parts/x', defaultPath: 'p.x' }));
    expect([...aliases].map(([type, ofType]) => [type, ofType.length])).toEqual([
      ['A.B/things', 1],
      ['A.B/things/parts', 1],
    ]);
  });

  test.each<[name: string, document: JsonValue, pointers: string[]]>([
    ['no array', 'text', ['']],
    ['an object that is no page', { resourceTypes: {} }, ['/value']],
    ['a provider that is a text', ['x'], ['/0']],
    ['a provider without a namespace', [{ resourceTypes: [] }], ['/0/namespace']],
    ['types that are no array', [{ namespace: 'A', resourceTypes: {} }], ['/0/resourceTypes']],
    ['an alias without a name', provider({ defaultPath: 'p' }), ['/0/resourceTypes/0/aliases/0/name']],
    ['an alias without a path', provider({ name: 'n' }), ['/0/resourceTypes/0/aliases/0/defaultPath']],
    [
      'null for aliases is none',
      [{ namespace: 'A', resourceTypes: [{ resourceType: 't', aliases: null }] }],
      [],
    ],
  ])('says what is wrong: %s', (_, document, pointers) => {
    expect(aliasesFromProviderList(document).problems.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

describe('a catalogue of default paths', () => {
  test('is read by type', () => {
    const { aliases, problems } = aliasesFromCatalogue({ resourceTypes: { 'A.B/t': { 'A.B/t/x': 'p.x' } } });
    expect([Object.fromEntries(aliases), problems]).toEqual([
      { 'A.B/t': [{ name: 'A.B/t/x', defaultPath: 'p.x' }] },
      [],
    ]);
  });

  test('and by a second document learns what is modifiable, and paths by api-version', () => {
    const { aliases } = aliasesFromCatalogue(
      { resourceTypes: { 'A.B/t': { 'A.B/t/x': 'p.x', 'A.B/t/y': 'p.y' } } },
      {
        modifiedByBuiltIns: ['a.b/T/X', 'A.B/t/unheard'],
        details: { 'a.b/t/y': { paths: [{ path: 'y', apiVersions: ['2020-01-01'] }, { path: 7 }] } },
      },
    );
    expect(aliases.get('A.B/t')).toEqual([
      { name: 'A.B/t/x', defaultPath: 'p.x', modifiable: true },
      { name: 'A.B/t/y', defaultPath: 'p.y', paths: [{ path: 'y', apiVersions: ['2020-01-01'] }] },
    ]);
  });

  test.each<[name: string, document: JsonValue, pointer: string]>([
    ['no object', [], ''],
    ['no types', {}, '/resourceTypes'],
    ['a type that is no object', { resourceTypes: { 'A/b': 1 } }, '/resourceTypes/A~1b'],
    ['a path that is no text', { resourceTypes: { t: { a: null } } }, '/resourceTypes/t/a'],
  ])('says what is wrong: %s', (_, document, pointer) => {
    expect(aliasesFromCatalogue(document).problems.map(each => each.pointer)).toEqual([pointer]);
  });
});

test('merged, the later alias counts, whatever the letter case of type and name', () => {
  const merged = mergeAliases([
    new Map([['A/b', [{ name: 'A/b/x', defaultPath: 'old' }]]]),
    new Map([['a/B', [{ name: 'a/b/X', defaultPath: 'new' }]]]),
  ]);
  expect([...merged]).toEqual([['A/b', [{ name: 'a/b/X', defaultPath: 'new' }]]]);
});
