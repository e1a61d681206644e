import { describe, expect, it } from 'vitest';
import { EVENT_COLUMNS } from './activity-log.ts';
import { beginPages } from './begin-pages.ts';
import { type CsvColumn, toCell, toCsv } from './csv.ts';
import { writeExport } from './export-format.ts';
import { pagesOf } from './pages-of.ts';
import { toTime } from './to-time.ts';

type Item = { readonly id: string; readonly n?: number };
const COLUMNS: readonly CsvColumn<Item>[] = [
  { name: 'id', read: ({ id }) => id },
  { name: 'n', read: ({ n }) => n },
];

async function* paged<T>(...pages: readonly (readonly T[])[]): AsyncGenerator<readonly T[]> {
  yield* pages;
}

async function allOf<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function textOf(parts: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const part of parts) text += Buffer.from(part).toString();
  return text;
}

describe('a CSV cell', () => {
  it.for<[unknown, string]>([
    [undefined, ''],
    [null, ''],
    ['', ''],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['a=1', 'a=1'],
    [-1, '-1'],
    [true, 'true'],
    [{ a: 1 }, '"{""a"":1}"'],
    ['ü 🦥', 'ü 🦥'],
  ])('of %j is %j', ([value, cell]) => {
    expect(toCell(value)).toBe(cell);
  });
});

it('a CSV file has a header, and a row for each item of every page', async () => {
  const pages = paged<Item>([{ id: 'a', n: 1 }, { id: 'b' }], [{ id: 'c', n: 3 }]);
  expect(await textOf(toCsv(COLUMNS, pages))).toBe('id,n\r\na,1\r\nb,\r\nc,3\r\n');
  expect(await textOf(writeExport('csv', COLUMNS, paged<Item>()))).toBe('id,n\r\n');
});

it('an NDJSON file has a line for each item of every page', async () => {
  const pages = paged<Item>([{ id: 'a\n', n: 1 }], [], [{ id: 'b' }]);
  expect(await textOf(writeExport('ndjson', COLUMNS, pages))).toBe('{"id":"a\\n","n":1}\n{"id":"b"}\n');
});

it('a line of JSON can say less than the item has', async () => {
  const pages = paged<Item>([{ id: 'a', n: 1 }]);
  expect(await textOf(writeExport('ndjson', COLUMNS, pages, ({ id }) => ({ id })))).toBe('{"id":"a"}\n');
});

it('pages are read when they are asked for, one at a time', async () => {
  const read: (string | undefined)[] = [];
  const pages = pagesOf<number>(async ({ after }) => {
    read.push(after);
    return after === undefined ? { items: [1], next: 'x' } : { items: [2] };
  });
  expect((await pages.next()).value).toEqual([1]);
  expect(read).toEqual([undefined]);
  expect((await pages.next()).value).toEqual([2]);
  expect((await pages.next()).done).toBe(true);
  expect(read).toEqual([undefined, 'x']);
});

it('a first page is read at once, and is not lost', async () => {
  const read: number[] = [];
  async function* counted(): AsyncGenerator<readonly number[]> {
    for (const page of [[1, 2], [3]]) {
      read.push(...page);
      yield page;
    }
  }
  const { isEmpty, pages } = await beginPages(counted());
  expect([isEmpty, read]).toEqual([false, [1, 2]]);
  expect(await allOf(pages)).toEqual([[1, 2], [3]]);
  const none = await beginPages(paged<number>());
  expect([none.isEmpty, await allOf(none.pages)]).toEqual([true, []]);
});

it('an event has a column for each of its fields, once', () => {
  const names = EVENT_COLUMNS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(['properties', 'caller', 'correlationId', 'claims', 'httpRequest']),
  );
  const status = EVENT_COLUMNS.find(({ name }) => name === 'status');
  expect(status?.read({ status: { value: 'Failed', localizedValue: 'Failed' } })).toBe('Failed');
});

describe('a time', () => {
  it.for([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T08:00', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31T08:00:01Z', '2026-01-31T08:00:01.000Z'],
    ['2026-01-31t08:00:01.5+02:00', '2026-01-31T06:00:01.500Z'],
    ['2026-01-31T08:00:01.123456+02:00', '2026-01-31T06:00:01.123456Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s', ([text, time]) => {
    expect(toTime(text ?? '')).toBe(time);
  });

  it.for(['', 'yesterday', '2026-02-30', '2026-13-01', '2026-01-31T25:00', '01/31/2026', '1769846400'])(
    '%j is none',
    text => {
      expect(toTime(text)).toBeUndefined();
    },
  );
});
