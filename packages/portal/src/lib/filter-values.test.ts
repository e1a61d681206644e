import { expect, it } from 'vitest';
import { readValues, writeValues } from './filter-values.ts';

it.each([[[]], [['a']], [['a', 'b']], [['one, two', 'c:\\x', '\\,', ',']]])('%j comes back', values =>
  expect(readValues(writeValues(values))).toEqual(values),
);

it.each([
  [undefined, []],
  ['', []],
  [',,', []],
  ['a,', ['a']],
  ['a\\', ['a']],
])('%j is %j', (text, values) => expect(readValues(text)).toEqual(values));
