import { describe, expect, test } from 'vitest';
import { createVocabulary } from './create-vocabulary.ts';
import { extendVocabulary } from './extend-vocabulary.ts';

const OWN = { name: 'P.A/x/size', defaultPath: 'properties.own', fixed: true };
const MODE = { mode: 'P.Data', effects: ['deny'], componentTypes: [], customDefinitions: true };
const base = createVocabulary({
  aliases: new Map([['P.A/x', [OWN]]]),
  dataModes: [MODE],
  tracked: new Map([['p.a/x', true]]),
});
const imported = (name: string, defaultPath: string) => ({ name, defaultPath });
const SIZE = imported('P.A/X/Size', 'properties.imported');
const COLOUR = imported('P.A/x/colour', 'properties.colour');
const SIZE_OF_Y = imported('P.A/x/size', 'properties.y');
const SHARED_Y = imported('P.A/image', 'properties.y.image');
const SHARED_Z = imported('P.A/image', 'properties.z.image');
const vocabulary = extendVocabulary(
  base,
  new Map([
    ['p.a/x', [SIZE, COLOUR]],
    ['p.a/y', [SIZE_OF_Y, SHARED_Y]],
    ['p.a/z', [SHARED_Z]],
    ['q.long/things/parts', [imported('Q.Long/things/parts/enabled', 'properties.enabled')]],
  ]),
);

describe('an alias is found', () => {
  test.each<[name: string, type: string | undefined, alias: object | undefined]>([
    ['P.A/x/size', 'P.A/x', OWN],
    ['p.a/X/SIZE', 'p.a/X', OWN],
    ['P.A/x/size', 'P.A/y', SIZE_OF_Y],
    ['P.A/x/size', 'P.A/z', OWN],
    ['P.A/x/size', undefined, OWN],
    ['p.a/x/COLOUR', 'P.A/X', COLOUR],
    ['P.A/image', 'p.a/z', SHARED_Z],
    ['P.A/image', undefined, SHARED_Y],
    ['P.A/image', 'Q.Long/things', SHARED_Y],
    ['P.A/x/weight', 'P.A/x', undefined],
    ['R.None/x/size', undefined, undefined],
    ['', 'P.A/x', undefined],
  ])('%s on %s', (name, type, alias) => {
    expect(vocabulary.alias(name, type)).toBe(alias);
  });
});

test.each([
  ['P.A/x/SIZE', ['p.a/x', 'p.a/y']],
  ['P.A/image', ['p.a/y', 'p.a/z']],
  ['P.A/x/weight', []],
])('%s is on the types %j, each once', (name, types) => {
  expect(vocabulary.typesOf(name)).toEqual(types);
});

test.each([
  ['the own ones first', 'P.A/x/siez', ['P.A/x/size']],
  ['of the type that is spelt', 'P.A/x/color', ['P.A/x/colour']],
  ['of a type that is misspelt', 'Q.Long/thing/parts/enabled', ['Q.Long/things/parts/enabled']],
  ['of a namespace that is misspelt', 'Q.Lnog/things/parts/enabled', ['Q.Long/things/parts/enabled']],
  ['none that is much longer', 'Q.Long/things/parts/enabledOnEverything', []],
])('similar names: %s', (_, name, similar) => {
  expect(vocabulary.similarAliases(name)).toEqual(similar);
});

test('modes and what is tracked stay', () => {
  expect([
    vocabulary.dataMode('p.data'),
    vocabulary.isTracked('P.A/X'),
    vocabulary.isTracked('p.a/y'),
    vocabulary.dataModes,
  ]).toEqual([MODE, true, undefined, [MODE]]);
});

test('with nothing more it is the same', () => {
  expect(extendVocabulary(base, new Map())).toBe(base);
});

test('what is fixed stays fixed, whatever is imported', () => {
  expect(vocabulary.fixedPaths?.('p.a/X')).toEqual(['properties.own']);
  expect(vocabulary.fixedPaths?.('P.A/y')).toEqual([]);
});
