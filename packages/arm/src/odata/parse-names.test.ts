import { expect, test } from 'vitest';
import { MAX_NAMES, parseOrderBy, parseSelect } from './parse-names.ts';

test.each(['a b', 'a,', '1a', "a'", 'a asc desc'])('%j names no properties', text => {
  expect(parseSelect(text).problem).toBeDefined();
  expect(parseOrderBy(`${text} x y`).problem).toBeDefined();
});

test.each([
  ['asc', [false, true, false]],
  ['desc', [true, true, false]],
] as const)('a key without direction is %s where that is the default', (direction, descending) => {
  const { value } = parseOrderBy('a, b DESC, c asc', { direction });
  expect(value?.map(key => key.descending)).toEqual(descending);
});

test('a property is selected once, however it is spelt', () => {
  expect(parseSelect(' a,A , b').value).toEqual([
    { path: 'a', position: 1 },
    { path: 'b', position: 7 },
  ]);
});

test('the number of names is limited', () => {
  const names = (count: number): string => Array.from({ length: count }, () => 'a').join(',');
  expect(parseOrderBy(names(MAX_NAMES)).value).toHaveLength(MAX_NAMES);
  const problem = { message: 'More than 100 names.', position: 200 };
  expect(parseOrderBy(names(MAX_NAMES + 1)).problem).toEqual(problem);
  expect(parseSelect(names(MAX_NAMES + 1)).problem).toEqual(problem);
});
