import { describe, expect, test } from 'vitest';
import { columnsAfterApply } from './apply-columns.ts';
import { parseApply } from './parse-apply.ts';

const COLUMNS = ['policyAssignmentId', 'resourceId', 'size', 'groups'];

const after = (text: string) => columnsAfterApply(parseApply(text).value ?? [], COLUMNS);

describe('the columns that a pipeline leaves', () => {
  test.each([
    ['', COLUMNS],
    ['filter(size gt 1)', COLUMNS],
    ['groupby((ResourceID, policyassignmentid))', ['resourceId', 'policyAssignmentId']],
    ['groupby((size), aggregate($count as Number))', ['size', 'Number']],
    ['aggregate($count as size, size with sum as resourceid)', ['size', 'resourceid']],
    [
      'groupby((resourceId, size))/groupby((resourceId), aggregate(size with max as m))/filter(M gt 1)',
      ['resourceId', 'm'],
    ],
    ["filter(groups/any(g: g eq 'x' and groups/all(G: g ne G)))", COLUMNS],
  ])('%j', (text, columns) => {
    expect(after(text)).toEqual({ value: columns });
  });
});

describe('a step that names what is not there', () => {
  test.each([
    [
      'groupby((colour))',
      9,
      "'colour' is not a column; there are policyAssignmentId, resourceId, size, groups.",
    ],
    [
      'groupby((size))/groupby((resourceId))',
      25,
      "'resourceId' is not a column after groupby; there are size.",
    ],
    ['aggregate($count as n)/filter(size gt 1)', 30, "'size' is not a column after aggregate; there are n."],
    ['groupby((size))/aggregate(resourceId with max as m)', 26, "'resourceId' is not a column after groupby"],
    ['filter(size gt 1 and not (tolower(colour) eq null))', 34, "'colour' is not a column;"],
    ["filter(size in (1) or 'x' in colours)", 29, "'colours' is not a column;"],
    ["filter(colours/any(g: g eq 'x'))", 7, "'colours' is not a column;"],
    ["filter(groups/any(g: h eq 'x'))", 21, "'h' is not a column;"],
    ["filter(groups/any(g: g eq 'x') and g eq 'x')", 35, "'g' is not a column;"],
    ['groupby((size, SIZE))', 15, "two columns 'SIZE'"],
    ['groupby((size), aggregate($count as Size))', 36, "two columns 'Size'"],
    ['aggregate($count as n, size with sum as N)', 40, "two columns 'N'"],
  ])('%s', (text, position, message) => {
    expect(after(text)).toEqual({ problem: { position, message: expect.stringContaining(message) } });
  });
});
