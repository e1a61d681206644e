import type { JsonValue } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { arrayAt, mergePatch, objectAt, present, sameJson, textAt } from './json-value.ts';

describe('mergePatch (the examples of RFC 7396, appendix A)', () => {
  const cases: readonly [JsonValue, JsonValue, JsonValue][] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  it.each(cases)('%j with %j is %j', (target, patch, merged) => {
    expect(mergePatch(target, patch)).toEqual(merged);
  });
});

describe('sameJson', () => {
  const cases: readonly [JsonValue | undefined, JsonValue | undefined, boolean][] = [
    [undefined, undefined, true],
    [null, undefined, false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1 }, { A: 1 }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    ['1', 1, false],
  ];
  it.each(cases)('%j and %j: %s', (one, other, same) => {
    expect(sameJson(one, other)).toBe(same);
  });
});

it('reads only properties of its own, and of the type that is asked for', () => {
  const object = { text: 'a', list: [1], inner: { x: 1 } };
  expect([
    textAt(object, 'text'),
    textAt(object, 'list'),
    textAt(undefined, 'text'),
    textAt({}, 'constructor'),
  ]).toEqual(['a', undefined, undefined, undefined]);
  expect([objectAt(object, 'inner'), objectAt(object, 'list'), objectAt({}, '__proto__')]).toEqual([
    { x: 1 },
    {},
    {},
  ]);
  expect([arrayAt(object, 'list'), arrayAt(object, 'inner')]).toEqual([[1], []]);
});

it('present leaves out what is undefined and keeps null', () => {
  expect(present({ a: undefined, b: null, c: 0 })).toEqual({ b: null, c: 0 });
});
