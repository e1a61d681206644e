import { describe, expect, test } from 'vitest';
import type { ODataAggregate, ODataApplyStep } from './ast.ts';
import { MAX_FILTER_DEPTH } from './cursor.ts';
import { MAX_APPLY_COLUMNS, MAX_APPLY_STEPS, parseApply } from './parse-apply.ts';

/** The steps as one line, so that cases stay readable. */
function print(step: ODataApplyStep): string {
  if (step.kind === 'filter') return `filter ${step.filter.kind}`;
  const aggregates = step.aggregates.map(printAggregate).join(', ');
  return step.kind === 'aggregate'
    ? `aggregate ${aggregates}`
    : `groupby ${step.properties.map(({ path }) => path).join(', ')} [${aggregates}]`;
}

function printAggregate({ method, property, alias }: ODataAggregate): string {
  return `${method}(${property?.path ?? ''}) as ${alias}`;
}

describe('a pipeline is read', () => {
  test.each([
    ['aggregate($count as n)', 'aggregate count() as n'],
    ['aggregate( $COUNT AS N )', 'aggregate count() as N'],
    ['groupby((a))', 'groupby a []'],
    ['groupby((policyAssignmentId),aggregate($count as c))', 'groupby policyAssignmentId [count() as c]'],
    [
      'groupby((a, b/c), aggregate($count as count, size with sum as s, at with max as last))',
      'groupby a, b/c [count() as count, sum(size) as s, max(at) as last]',
    ],
    [
      'aggregate(a with min as x,a with average as y,a with CountDistinct as z)',
      'aggregate min(a) as x, average(a) as y, countdistinct(a) as z',
    ],
    ["filter(a eq 'x)/' and (b eq 1))/groupby((a))", 'filter and / groupby a []'],
    [
      'groupby((a, b, r)) / GROUPBY((a, b), AGGREGATE($count as n))/filter(n gt 5)',
      'groupby a, b, r [] / groupby a, b [count() as n] / filter comparison',
    ],
    ['aggregate(with with max as as)', 'aggregate max(with) as as'],
  ])('%s', (text, expected) => {
    const { value, problem } = parseApply(text);
    expect(problem).toBeUndefined();
    expect(value?.map(print).join(' / ')).toBe(expected);
  });
});

describe('a pipeline is refused, and where', () => {
  test.each([
    ['', 0, 'filter, groupby or aggregate, found the end'],
    ['topcount(2, a)', 0, "filter, groupby or aggregate, found 'topcount'"],
    ["'groupby'((a))", 0, 'filter, groupby or aggregate'],
    ['groupby', 7, "'('"],
    ['groupby(a)', 8, "'('"],
    ['groupby(())', 9, 'the name of a property'],
    ['groupby((a,))', 11, 'the name of a property'],
    ['groupby((a)', 11, "')'"],
    ['groupby((a) aggregate($count as n))', 12, "')'"],
    ['groupby((a), filter(a eq 1))', 13, 'aggregate'],
    ['groupby((a))groupby((b))', 12, "'/' or the end"],
    ['groupby((a))/', 13, 'filter, groupby or aggregate'],
    ['filter()', 7, 'a property or a value'],
    ['filter(a)', 8, 'a comparison'],
    ["filter(a eq 'x)", 12, 'no closing quote'],
    ['aggregate()', 10, 'the name of a property'],
    ['aggregate($count)', 16, "'as'"],
    ['aggregate($count with sum as n)', 17, "'as'"],
    ['aggregate(a as n)', 12, "'with'"],
    ['aggregate(a with median as n)', 17, 'one of sum, min, max, average, countdistinct'],
    ['aggregate(a with constructor as n)', 17, 'one of sum'],
    ['aggregate($count as)', 19, 'a name for the column'],
    ['aggregate($count as a/b)', 20, 'a name for the column'],
    ['aggregate($count as $n)', 20, 'a name for the column'],
    ["aggregate($count as 'n')", 20, 'a name for the column'],
    ['aggregate($count as n"; drop table x)', 21, 'not expected'],
    [`aggregate($count as ${'n'.repeat(129)})`, 20, 'a name for the column'],
  ])('%s', (text, position, message) => {
    expect(parseApply(text)).toEqual({ problem: { position, message: expect.stringContaining(message) } });
  });

  test.each([
    [
      'steps',
      Array.from({ length: MAX_APPLY_STEPS + 1 }, () => 'groupby((a))').join('/'),
      `More than ${MAX_APPLY_STEPS} steps.`,
    ],
    ['columns', `groupby((${'a,'.repeat(MAX_APPLY_COLUMNS)}a))`, `More than ${MAX_APPLY_COLUMNS} columns.`],
    ['nested conditions', `filter(${'('.repeat(100_000)}`, `deeper than ${MAX_FILTER_DEPTH}`],
  ])('too many %s', (_, text, message) => {
    expect(parseApply(text).problem?.message).toContain(message);
  });
});

test('nodes know where they were written', () => {
  expect(parseApply('groupby((a), aggregate(b with sum as c))').value).toEqual([
    {
      kind: 'groupby',
      position: 0,
      properties: [{ kind: 'property', path: 'a', position: 9 }],
      aggregates: [
        {
          method: 'sum',
          property: { kind: 'property', path: 'b', position: 23 },
          alias: 'c',
          aliasPosition: 37,
          position: 23,
        },
      ],
    },
  ]);
});
