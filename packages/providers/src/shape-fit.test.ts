import type { JsonValue } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import type { Shape } from './shape.ts';
import { fitShape } from './shape-fit.ts';
import { TAGS } from './shape-parts.ts';

const OBJECT = {
  kind: 'object',
  unknown: 'drop',
  required: ['name'],
  notYet: ['overrides'],
  properties: {
    name: { kind: 'string', minLength: 1, maxLength: 5 },
    mode: { kind: 'string', oneOf: ['Default', 'DoNotEnforce'] },
    count: { kind: 'integer', minimum: 0, maximum: 10, fromText: true },
    share: { kind: 'number' },
    exact: { kind: 'integer' },
    enabled: { kind: 'boolean' },
    spoken: { kind: 'boolean', fromText: true },
    at: { kind: 'string', format: 'date-time' },
    target: { kind: 'string', format: 'resource-id' },
    state: { kind: 'string', readOnly: true },
    free: { kind: 'any' },
    list: { kind: 'array', maxItems: 2, items: { kind: 'string' } },
    inner: { kind: 'object', unknown: 'keep', properties: { Known: { kind: 'boolean' } } },
    strict: {
      kind: 'object',
      unknown: 'refuse',
      properties: { one: { kind: 'any' }, two: { kind: 'any' }, told: { kind: 'any', readOnly: true } },
    },
    tags: TAGS,
  },
} as const satisfies Shape;

const name = 'a';

describe('fitShape keeps', () => {
  const cases: readonly [string, JsonValue, JsonValue][] = [
    ['a value that fits', { name, count: 1, list: ['x'] }, { name, count: 1, list: ['x'] }],
    [
      'names in their canonical case',
      { NAME: 'a', Inner: { KNOWN: true } },
      { name, inner: { Known: true } },
    ],
    [
      'words of an enum in their canonical case',
      { name, mode: 'donotenforce' },
      { name, mode: 'DoNotEnforce' },
    ],
    ['an integer from its text', { name, count: '7' }, { name, count: 7 }],
    ['a truth value from its text', { name, spoken: 'FALSE' }, { name, spoken: false }],
    ['a null property as absent', { name, mode: null, list: null }, { name }],
    ['null where anything goes', { name, free: null }, { name, free: null }],
    ['no read-only property, whatever its type', { name, state: 17 }, { name }],
    ['no unknown property of a closed object', { name, other: 1 }, { name }],
    [
      'unknown properties of an open object',
      { name, inner: { other: [1] } },
      { name, inner: { other: [1] } },
    ],
    ['no empty property that a later step brings', { name, overrides: [] }, { name }],
    ['arrays in arrays of anything', { name, free: [[1], [2]] }, { name, free: [[1], [2]] }],
    [
      'a date and time with an offset',
      { name, at: '2026-11-01T10:00:00.123+02:00' },
      { name, at: '2026-11-01T10:00:00.123+02:00' },
    ],
    [
      'names that objects have by themselves',
      { name, tags: { constructor: 'x' } },
      { name, tags: { constructor: 'x' } },
    ],
  ];
  it.each(cases)('%s', (_, value, kept) => {
    expect(fitShape(OBJECT, value)).toEqual({ value: kept, problems: [] });
  });
});

describe('fitShape refuses', () => {
  const cases: readonly [string, JsonValue, string, string][] = [
    ['another type than an object', 'a', '', "must be an object, found the string 'a'"],
    ['an array for an object', [], '', 'must be an object, found an array'],
    ['a missing required property', {}, '/name', 'is required'],
    ['a required property that is null', { name: null }, '/name', 'is required'],
    ['a number for a string', { name: 1 }, '/name', 'must be a string, found the number 1'],
    [
      'a string for a boolean',
      { name, enabled: 'true' },
      '/enabled',
      "must be a boolean, found the string 'true'",
    ],
    [
      'text that is no truth value',
      { name, spoken: 'no' },
      '/spoken',
      "must be a boolean, found the string 'no'",
    ],
    [
      'text for a number where no client sends text',
      { name, exact: '1' },
      '/exact',
      "must be an integer, found the string '1'",
    ],
    ['text that is no number', { name, count: '1x' }, '/count', "must be an integer, found the string '1x'"],
    ['a fraction for an integer', { name, count: 1.5 }, '/count', 'must be an integer, found the number 1.5'],
    [
      'a name that a strict object does not know',
      { name, strict: { one: 1, onne: 2, told: 3 } },
      '/strict/onne',
      'is not known here; there is one, two',
    ],
    ['too small', { name, count: -1 }, '/count', 'must be at least 0, found -1'],
    ['too large', { name, count: 11 }, '/count', 'must be at most 10, found 11'],
    ['too short', { name: '' }, '/name', 'must have at least 1 character'],
    ['too long', { name: 'abcdef' }, '/name', 'has 6 characters, at most 5 are allowed'],
    [
      'a word outside the enum',
      { name, mode: 'Off' },
      '/mode',
      "must be one of 'Default', 'DoNotEnforce', found 'Off'",
    ],
    [
      'a date that is none',
      { name, at: 'tomorrow' },
      '/at',
      "must be an ISO 8601 date and time, found 'tomorrow'",
    ],
    [
      'a 13th month',
      { name, at: '2026-13-01T00:00:00Z' },
      '/at',
      "must be an ISO 8601 date and time, found '2026-13-01T00:00:00Z'",
    ],
    ['an id that is none', { name, target: 'rg' }, '/target', "must be a resource id, found 'rg'"],
    [
      'an element of the wrong type',
      { name, list: ['x', 1] },
      '/list/1',
      'must be a string, found the number 1',
    ],
    ['a null element', { name, list: [null] }, '/list/0', 'must be a string, found null'],
    ['too many elements', { name, list: ['x', 'y', 'z'] }, '/list', 'has 3 elements, at most 2 are allowed'],
    [
      'one name in two cases',
      { name, Enabled: true, enabled: false },
      '/enabled',
      'is given twice: names are compared without case',
    ],
    [
      'one unknown name in two cases',
      { name, inner: { a: 1, A: 2 } },
      '/inner/A',
      'is given twice: names are compared without case',
    ],
    [
      'two tags that differ by case',
      { name, tags: { env: '1', Env: '2' } },
      '/tags/Env',
      'is given twice: names are compared without case',
    ],
    [
      'a tag that is no text',
      { name, tags: { env: 1 } },
      '/tags/env',
      'must be a string, found the number 1',
    ],
    ['a tag that is null', { name, tags: { env: null } }, '/tags/env', 'must be a string, found null'],
    [
      'a tag name that is too long',
      { name, tags: { ['x'.repeat(513)]: '' } },
      `/tags/${'x'.repeat(513)}`,
      'has a name of 513 characters, at most 512 are allowed',
    ],
    [
      'a tag value that is too long',
      { name, tags: { a: 'x'.repeat(257) } },
      '/tags/a',
      'has 257 characters, at most 256 are allowed',
    ],
    ['51 tags', { name, tags: manyTags(51) }, '/tags', 'has 51 entries, at most 50 are allowed'],
    [
      'slashes and tildes in pointers',
      { name, tags: { 'a/b~c': 1 } },
      '/tags/a~1b~0c',
      'must be a string, found the number 1',
    ],
  ];
  it.each(cases)('%s', (_, value, pointer, message) => {
    expect(fitShape(OBJECT, value).problems).toEqual([{ pointer, message }]);
  });

  it('a property that a later step brings, by its name and as such', () => {
    expect(fitShape(OBJECT, { name, Overrides: [{}] }).problems).toEqual([
      { pointer: '/Overrides', message: "'overrides' is not supported yet", notYet: true },
    ]);
  });

  it('everything that is wrong at once', () => {
    const { problems } = fitShape(OBJECT, { count: 'x', enabled: 1, list: [1, 2] });
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/count',
      '/enabled',
      '/list/0',
      '/list/1',
      '/name',
    ]);
  });

  it('no more than a hundred problems', () => {
    const shape: Shape = { kind: 'array', items: { kind: 'string' } };
    expect(
      fitShape(
        shape,
        Array.from({ length: 1000 }, () => 1),
      ).problems,
    ).toHaveLength(100);
  });

  it('__proto__ as a name, at any depth, and leaves prototypes alone', () => {
    const body: JsonValue = JSON.parse(
      '{"name":"a","__proto__":{"x":1},"free":{"deep":[{"__proto__":{"x":1}}]},"tags":{"__proto__":"y"}}',
    );
    const { problems } = fitShape(OBJECT, body);
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/__proto__',
      '/free/deep/0/__proto__',
      '/tags/__proto__',
    ]);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it('a value that is nested without end', () => {
    const deep: JsonValue = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const { problems } = fitShape(OBJECT, { name, free: deep });
    expect(problems.map(({ message }) => message)).toEqual(['is nested deeper than 1000 levels']);
  });
});

describe('fitShape of a patch', () => {
  it('keeps null, which removes, and requires nothing', () => {
    const patch = { mode: null, tags: { env: null }, inner: { KNOWN: null } };
    expect(fitShape(OBJECT, patch, 'patch')).toEqual({
      value: { mode: null, tags: { env: null }, inner: { Known: null } },
      problems: [],
    });
  });

  it('checks types all the same', () => {
    expect(
      fitShape(OBJECT, { enabled: 'yes', list: [null] }, 'patch').problems.map(({ pointer }) => pointer),
    ).toEqual(['/enabled', '/list/0']);
  });
});

function manyTags(count: number): JsonValue {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, '']));
}
