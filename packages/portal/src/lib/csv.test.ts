import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

type Row = { readonly name: string | undefined; readonly size: number };
const COLUMNS = [
  { header: 'Name', value: (row: Row) => row.name },
  { header: 'Size, in bytes', value: (row: Row) => row.size },
];

it('rows without any are their headers', () => expect(toCsv(COLUMNS, [])).toBe('Name,"Size, in bytes"\r\n'));

it.each([
  ['plain', 'plain'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['@SUM(A1),x', '"\'@SUM(A1),x"'],
  [undefined, ''],
])('%j is %j', (name, cell) =>
  expect(toCsv(COLUMNS, [{ name, size: -1 }])).toBe(`Name,"Size, in bytes"\r\n${cell},-1\r\n`),
);
