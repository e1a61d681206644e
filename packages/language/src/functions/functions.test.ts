import { expect, test } from 'vitest';
import { FUNCTION_ERRORS } from '../runtime/arguments/arguments.ts';
import { createRun } from '../runtime/create-run.ts';
import { createNames } from '../runtime/names.ts';
import { EvaluationError, type Run } from '../runtime/run.ts';
import type { JsonValue } from '../values/json.ts';
import { createVocabulary } from '../vocabulary/create-vocabulary.ts';
import { FUNCTIONS, findFunction, NOT_IN_RULES, whyNotInRules } from './index.ts';
import type { TemplateFunction } from './template-function.ts';

// What one function does is in conformance/functions; here is what holds for all.

const NAMES = createNames(
  createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() }),
  new Map(),
  {
    rawPaths: false,
  },
);
const RUN: Run = createRun({ resource: {}, context: { now: '2026-01-31T12:00:00Z' } }, NAMES);
const VALUES: readonly JsonValue[] = [
  null,
  '',
  'a',
  '{0',
  '1',
  0,
  -1,
  1.5,
  1e300,
  true,
  [],
  ['a', 1],
  {},
  { a: null },
];

function call(fn: TemplateFunction, args: readonly JsonValue[]): JsonValue | EvaluationError {
  try {
    return fn.evaluate(
      args.map(value => () => value),
      RUN,
    );
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

function messageOf(name: string, args: readonly JsonValue[]): string | undefined {
  const fn = findFunction(name);
  const result = fn === undefined ? undefined : call(fn, args);
  return result instanceof EvaluationError ? result.message : undefined;
}

test('a function is found in any letter case', () => {
  expect(findFunction('TOLOWER')?.name).toBe('toLower');
  expect(findFunction('resourcegroup')?.name).toBe('resourceGroup');
  expect(findFunction('lower')).toBeUndefined();
});

test('no two functions share a name', () => {
  expect(new Set(FUNCTIONS.map(fn => fn.name.toLowerCase())).size).toBe(FUNCTIONS.length);
});

test('whatever it is called with, a function gives a value or fails in words', () => {
  for (const fn of FUNCTIONS) {
    for (const first of VALUES) {
      for (const second of VALUES) {
        for (const args of [[first], [first, second], [second, first, first]]) {
          if (args.length < fn.minArgs || args.length > fn.maxArgs) continue;
          const result = call(fn, args);
          expect(result).toBeDefined();
          if (result instanceof EvaluationError) expect(result.message).toMatch(/\.$/);
        }
      }
    }
  }
});

test('calling again with the same values gives the same', () => {
  for (const fn of FUNCTIONS.filter(({ constant }) => constant)) {
    for (const value of VALUES) {
      const args = Array.from({ length: Math.max(1, fn.minArgs) }, () => value).slice(0, fn.maxArgs);
      expect(call(fn, args)).toEqual(call(fn, args));
    }
  }
});

test('only functions that look beyond their arguments are not constant', () => {
  const looking = FUNCTIONS.filter(fn => !fn.constant).map(fn => fn.name);
  expect(looking.sort()).toEqual([
    'current',
    'field',
    'parameters',
    'policy',
    'requestContext',
    'resourceGroup',
    'subscription',
    'utcNow',
  ]);
});

test.each([
  ['substring', ['abc', 'x'], "substring(): argument 2 must be a whole number; found text 'x'."],
  ['substring', ['abc', 9], 'substring(): argument 2 must be between 0 and 3; found number 9.'],
  ['toLower', [null], 'toLower(): argument 1 must be a text; found null.'],
  ['first', [{ a: 1 }], 'first(): argument 1 must be a text or an array; found an object.'],
  ['join', [['a'], ['b']], 'join(): argument 2 must be a text; found an array of 1.'],
  ['and', [true, 'true'], "and(): argument 2 must be true or false; found text 'true'."],
  [
    'int',
    ['x'.repeat(100)],
    'int(): argument 1 must be a text that spells a number; found a text of 100 characters.',
  ],
  ['padLeft', ['a', 200_000], 'padLeft(): the result would have 200000 characters; the limit is 131072.'],
  ['format', ['{1}', 'a'], 'format(): {1} has no argument: there are 1.'],
  ['policy', [], 'policy(): this evaluation has none.'],
])('%s%j says what is wrong', (name, args, message) => {
  expect(messageOf(name, args)).toBe(message);
});

test('the codes of errors are stable', () => {
  expect(Object.keys(FUNCTION_ERRORS)).toEqual([
    'function/bad-argument',
    'function/bad-format',
    'function/out-of-range',
    'function/divide-by-zero',
    'function/not-available',
    'limit/text',
    'limit/nodes',
  ]);
});

test.each([
  'reference',
  'newGuid',
  'listKeys',
  'LISTACCOUNTSAS',
  'list',
  'contoso.uniqueName',
  'dateTimeAdd',
  'map',
])('a rule must not use %s, for a reason', name => {
  expect(whyNotInRules(name)).toMatch(/\w+ \w+/);
  expect(findFunction(name)).toBeUndefined();
});

test.each(['field', 'guid', 'uniqueString', 'lists2', 'unheardOf'])('nothing speaks against %s', name => {
  expect(whyNotInRules(name)).toBeUndefined();
});

test('no function is both allowed and refused', () => {
  expect(
    FUNCTIONS.filter(fn => whyNotInRules(fn.name) !== undefined || NOT_IN_RULES.has(fn.name.toLowerCase())),
  ).toEqual([]);
});
