import { expect, test } from 'vitest';
import { sortRows } from './sort-rows.ts';

const itself = <Value>(value: Value) => value;

test('numbers as numbers', () => {
  expect(sortRows([10, 9, 100], itself, false)).toEqual([9, 10, 100]);
  expect(sortRows([10, 9, 100], itself, true)).toEqual([100, 10, 9]);
});

test('texts as people order them: letter case does not matter, numbers in them do', () => {
  expect(sortRows(['rg-10', 'RG-2', 'a'], itself, false)).toEqual(['a', 'RG-2', 'rg-10']);
});

test('what has no value is last in either direction', () => {
  expect(sortRows(['b', undefined, 'a'], itself, false)).toEqual(['a', 'b', undefined]);
  expect(sortRows(['b', undefined, 'a'], itself, true)).toEqual(['b', 'a', undefined]);
});

test('equal rows stay as they were, and the given list as it was', () => {
  const rows = [
    { key: 'x', at: 1 },
    { key: 'x', at: 2 },
  ];
  expect(sortRows(rows, ({ key }) => key, true).map(({ at }) => at)).toEqual([1, 2]);
  const given = [2, 1];
  sortRows(given, itself, false);
  expect(given).toEqual([2, 1]);
});
