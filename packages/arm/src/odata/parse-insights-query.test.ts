import { describe, expect, test } from 'vitest';
import { checkInsightsColumns, parseInsightsQuery } from './parse-insights-query.ts';

const parse = (entries: Readonly<Record<string, string>>) =>
  parseInsightsQuery(new Map(Object.entries(entries)));

test('all options at once', () => {
  const query = {
    $filter: 'IsCompliant eq false',
    $apply: 'groupby((a), aggregate($count as n))',
    $select: 'n',
    $orderby: 'n, a asc',
    $expand: 'PolicyEvaluationDetails,Components($filter=a eq 1)',
    $from: '2026-01-01T00:00:00.000Z',
    $to: '2026-01-01T01:00:00-01:00',
    $top: '2',
    $skiptoken: 'WpmWfBSvPhkAK6QD',
  };
  expect(parse(query)).toEqual({
    value: {
      filter: expect.objectContaining({ kind: 'comparison' }),
      apply: [expect.objectContaining({ kind: 'groupby' })],
      select: [{ path: 'n', position: 0 }],
      orderBy: [
        { path: 'n', descending: true, position: 0 },
        { path: 'a', descending: false, position: 3 },
      ],
      expand: [
        expect.objectContaining({ name: 'PolicyEvaluationDetails' }),
        expect.objectContaining({ name: 'Components' }),
      ],
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-01T02:00:00Z',
      top: 2,
      skipToken: 'WpmWfBSvPhkAK6QD',
    },
  });
});

test('absent and empty options are undefined', () => {
  const { value } = parse({ $filter: '', $apply: ' ', $expand: '', $from: '', $to: '', 'api-version': 'v' });
  expect(Object.values(value ?? {})).toEqual(Array.from({ length: 9 }, () => undefined));
});

test('a summary may be asked for no assignments', () => {
  expect(parse({ $top: '0' }).value?.top).toBe(0);
});

describe('the first bad option is named, with the place', () => {
  test.each([
    [{ $filter: 'a ~ 1' }, '$filter', 2, "'~'"],
    [{ $apply: 'groupby((a)' }, '$apply', 11, "')'"],
    [{ $orderby: 'a, b up' }, '$orderby', 3, "'b up'"],
    [{ $select: 'a,' }, '$select', 2, "''"],
    [{ $top: '-1' }, '$top', 0, 'a whole number from 0 on'],
    [{ $expand: 'policyDefinition' }, '$expand', 0, "'policyDefinition' cannot be expanded"],
    [{ $expand: 'components, x' }, '$expand', 12, "'x' cannot be expanded"],
    [{ $expand: 'PolicyEvaluationDetails($filter=a eq 1)' }, '$expand', 0, 'takes no options'],
    [{ $from: 'yesterday' }, '$from', 0, "'yesterday'"],
    [{ $to: '2026-02-30' }, '$to', 0, "'2026-02-30'"],
    [{ $from: '2026-01-02', $to: '2026-01-01T23:59:59Z' }, '$from', 0, 'later'],
    [{ $to: 'x', $filter: 'a' }, '$filter', 1, 'a comparison'],
  ])('%j', (query, option, position, message) => {
    expect(parse(query)).toEqual({
      problem: { option, position, message: expect.stringContaining(message) },
    });
  });
});

describe('the names of a query fit the columns', () => {
  const columns = ['policyAssignmentId', 'resourceId', 'isCompliant'];
  const check = (query: Readonly<Record<string, string>>) => {
    const { value } = parse(query);
    if (value === undefined) throw new Error('the case cannot be read');
    return checkInsightsColumns(value, columns);
  };
  const byAssignment = 'groupby((PolicyAssignmentId), aggregate($count as n))';

  test.each([
    {},
    { $filter: 'IsCompliant eq false', $orderby: 'ResourceId', $select: 'resourceid' },
    // The filter acts before the pipeline.
    { $filter: 'isCompliant eq false', $apply: byAssignment, $orderby: 'N', $select: 'n,policyAssignmentId' },
  ])('%j', query => {
    expect(check(query)).toBeUndefined();
  });

  test.each([
    [{ $filter: 'colour eq 1' }, '$filter', 0, "'colour' is not a column; there are policyAssignmentId"],
    [{ $filter: 'n eq 1', $apply: byAssignment }, '$filter', 0, "'n' is not a column"],
    [{ $apply: 'groupby((colour))' }, '$apply', 9, "'colour' is not a column"],
    [
      { $apply: byAssignment, $orderby: 'n, resourceId' },
      '$orderby',
      3,
      'after groupby; there are policyAssignmentId, n.',
    ],
    [{ $apply: byAssignment, $select: 'resourceId' }, '$select', 0, 'after groupby'],
    [{ $orderby: 'n' }, '$orderby', 0, "'n' is not a column"],
  ])('%j is refused', (query, option, position, message) => {
    expect(check(query)).toEqual({ option, position, message: expect.stringContaining(message) });
  });
});
