import { describe, expect, test } from 'vitest';
import { createVocabulary } from './create-vocabulary.ts';
import { didYouMean, editDistance, similarNames } from './similar.ts';

const OF_A = { name: 'P.A/shared', defaultPath: 'properties.a' };
const OF_B = { name: 'p.a/SHARED', defaultPath: 'properties.b' };
const MODE = { mode: 'P.Data', effects: ['deny'], componentTypes: ['P.Data/c'], customDefinitions: true };
const vocabulary = createVocabulary({
  aliases: new Map([
    ['P.A/x', [OF_A, { name: 'P.A/x/model', defaultPath: 'properties.model' }]],
    ['P.B/Y', [OF_B]],
  ]),
  dataModes: [MODE],
  tracked: new Map([
    ['P.A/X', true],
    ['p.b/y', false],
  ]),
});

describe('an alias is found', () => {
  test.each([
    ['P.A/shared', 'P.A/x', OF_A],
    ['p.a/shared', 'p.b/y', OF_B],
    ['P.A/SHARED', undefined, OF_A],
    ['P.A/shared', 'Q.C/z', OF_A],
    ['P.A/nothing', 'P.A/x', undefined],
    ['', undefined, undefined],
  ])('%s on %s', (name, type, alias) => {
    expect(vocabulary.alias(name, type)).toBe(alias);
  });

  test('on the types that have it', () => {
    expect(vocabulary.typesOf('P.A/Shared')).toEqual(['p.a/x', 'p.b/y']);
    expect(vocabulary.typesOf('P.A/nothing')).toEqual([]);
  });

  test('by a name that is nearly right', () => {
    expect(vocabulary.similarAliases('P.A/x/modle')).toEqual(['P.A/x/model']);
    expect(vocabulary.similarAliases('Q.Unlike/anything')).toEqual([]);
  });
});

test('modes and types ignore letter case', () => {
  expect(vocabulary.dataMode('p.dATA')).toBe(MODE);
  expect(vocabulary.dataMode('All')).toBeUndefined();
  expect([
    vocabulary.isTracked('p.a/x'),
    vocabulary.isTracked('P.B/Y'),
    vocabulary.isTracked('p.c/z'),
  ]).toEqual([true, false, undefined]);
});

test.each([
  ['', '', 0],
  ['same', 'same', 0],
  ['equals', 'equal', 1],
  ['equals', 'eqauls', 1],
  ['equals', 'aquals', 1],
  ['kitten', 'sitting', 3],
  ['a', 'wholly different', 3],
])('from %j to %j it is %i changes; more than two count as three', (a, b, distance) => {
  expect(editDistance(a, b, 2)).toBe(distance);
});

test.each([
  ['equls', ['equals', 'notEquals', 'less'], ['equals']],
  ['NOTEQUALS', ['equals', 'notEquals'], ['notEquals']],
  ['lik', ['like', 'in', 'link'], ['like', 'link']],
  ['xyz', ['equals', 'like'], []],
])('%s is like %j: %j', (name, names, similar) => {
  expect(similarNames(name, names)).toEqual(similar);
});

test('at most three, nearest first', () => {
  expect(similarNames('aaaa', ['aaab', 'aabb', 'aaaa', 'aaba', 'abbb'])).toEqual(['aaaa', 'aaab', 'aaba']);
});

test.each([
  [[], ''],
  [['a'], " Did you mean 'a'?"],
  [['a', 'b'], " Did you mean 'a' or 'b'?"],
])('%j is said as %j', (similar, text) => {
  expect(didYouMean(similar)).toBe(text);
});
