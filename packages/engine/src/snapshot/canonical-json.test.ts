import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test.each([
  ['the order of keys does not matter', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  ['the order of an array does', [1, 2], [2, 1], false],
  ['a missing key is not null', { a: null }, {}, false],
  ['text is not a number', '1', 1, false],
  ['key case matters', { A: 1 }, { a: 1 }, false],
  ['an object is not an array', {}, [], false],
  ['a quote in a key cannot be mistaken for the end of it', { 'a":1,"b': 2 }, { a: 1, b: 2 }, false],
])('%s', (_, left, right, same) => {
  expect(canonicalJson(left) === canonicalJson(right)).toBe(same);
});
