import { expect, it } from 'vitest';
import { shorten } from './shorten.ts';

it.each<[string, number, string]>([
  ['', 5, ''],
  [' a \n\n b ', 5, 'a b'],
  ['one two', 7, 'one two'],
  ['one two three', 9, 'one two…'],
  ['onetwothree', 5, 'onet…'],
  ['abc😀def', 5, 'abc…'],
])('%j in %i characters: %j', (text, most, short) => {
  expect(shorten(text, most)).toBe(short);
});
