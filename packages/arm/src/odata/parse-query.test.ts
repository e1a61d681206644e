import { describe, expect, test } from 'vitest';
import { parseODataQuery, parseTop } from './parse-query.ts';

test('all options at once', () => {
  const query = new Map([
    ['$filter', "a eq 'x'"],
    ['$select', 'a, b/c,a'],
    ['$orderby', 'a desc, b'],
    ['$top', '5'],
    ['$skiptoken', 't'],
    ['api-version', 'v'],
  ]);
  expect(parseODataQuery(query).value).toEqual({
    filter: expect.objectContaining({ kind: 'comparison' }),
    select: [
      { path: 'a', position: 0 },
      { path: 'b/c', position: 3 },
    ],
    orderBy: [
      { path: 'a', descending: true, position: 0 },
      { path: 'b', descending: false, position: 8 },
    ],
    top: 5,
    skipToken: 't',
  });
});

test('absent and empty options are undefined', () => {
  const nothing = {
    filter: undefined,
    select: undefined,
    orderBy: undefined,
    top: undefined,
    skipToken: undefined,
  };
  expect(parseODataQuery(new Map()).value).toEqual(nothing);
  expect(
    parseODataQuery(
      new Map([
        ['$filter', ' '],
        ['$top', ''],
        ['$skiptoken', ''],
      ]),
    ).value,
  ).toEqual(nothing);
});

describe('the first bad option is named', () => {
  test.each([
    [[['$filter', 'a ~ 1']], '$filter', 2],
    [[['$select', 'a,,b']], '$select', 2],
    [[['$orderby', 'a, b up']], '$orderby', 3],
    [
      [
        ['$top', '0'],
        ['$orderby', '-'],
      ],
      '$orderby',
      0,
    ],
  ] as const)('%j', (entries, option, position) => {
    expect(parseODataQuery(new Map<string, string>(entries)).problem).toMatchObject({ option, position });
  });
});

test.each(['0', '-1', '1.5', 'x', '', '1e3', '99999999999'])('$top=%s is refused', text => {
  expect(parseTop(text).problem).toBeDefined();
});
