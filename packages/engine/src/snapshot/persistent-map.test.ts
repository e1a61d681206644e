import { expect, test } from 'vitest';
import { PersistentMap } from './persistent-map.ts';

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => [`key-${from + index}`, from + index] as const);

test('an empty map knows nothing', () => {
  const map = PersistentMap.empty<number>();
  expect([map.size, map.get('a'), map.has('a'), [...map]]).toEqual([0, undefined, false, []]);
});

test('a change answers a new map and leaves the old one as it was', () => {
  const before = PersistentMap.empty<number>().with([['a', 1]]);
  const after = before.with([
    ['a', 2],
    ['b', 3],
  ]);
  expect([before.get('a'), before.size, before.has('b')]).toEqual([1, 1, false]);
  expect([after.get('a'), after.size, after.get('b')]).toEqual([2, 2, 3]);
});

test('undefined removes a key, and removing what is not there changes nothing', () => {
  const map = PersistentMap.empty<number>().with([['a', 1]]);
  const removed = map.with([
    ['a', undefined],
    ['x', undefined],
  ]);
  expect([removed.size, removed.has('a'), map.get('a')]).toEqual([0, false, 1]);
});

test('a later change of one key wins over an earlier one', () => {
  const map = PersistentMap.empty<number>().with([
    ['a', 1],
    ['a', undefined],
    ['a', 3],
  ]);
  expect([map.size, map.get('a')]).toEqual([1, 3]);
});

test('no changes answer the very same map', () => {
  const map = PersistentMap.empty<number>().with([['a', 1]]);
  expect(map.with([])).toBe(map);
});

test('keys differ by case and may be any text', () => {
  const map = PersistentMap.empty<number>().with([
    ['', 0],
    ['A', 1],
    ['a', 2],
    ['ä𝄞', 3],
  ]);
  expect([map.get(''), map.get('A'), map.get('a'), map.get('ä𝄞'), map.get('ä')]).toEqual([
    0,
    1,
    2,
    3,
    undefined,
  ]);
});

test('twenty thousand entries are all found, iterated once and counted', () => {
  const map = PersistentMap.empty<number>().with(numbered(0, 20_000));
  expect(map.size).toBe(20_000);
  expect([map.get('key-0'), map.get('key-19999'), map.get('key-20000')]).toEqual([0, 19_999, undefined]);
  expect(new Set(map.keys()).size).toBe(20_000);
  expect([...map.values()].reduce((sum, value) => sum + value, 0)).toBe((19_999 * 20_000) / 2);
});

test('forEach visits what entries gives', () => {
  const map = PersistentMap.empty<number>().with(numbered(0, 10));
  const seen: [string, number][] = [];
  map.forEach((value, key) => {
    seen.push([key, value]);
  });
  expect(seen).toEqual([...map]);
});
