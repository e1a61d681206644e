import { expect, it } from 'vitest';
import { readSort, writeSort } from './sort.ts';

it.each([
  ['name', { column: 'name', descending: false }],
  ['-name', { column: 'name', descending: true }],
])('%s is read and written', (text, sort) => {
  expect(readSort(text)).toEqual(sort);
  expect(writeSort(sort)).toBe(text);
});

it.each([undefined, '', '-'])('%j is none', text => expect(readSort(text)).toBeUndefined());
