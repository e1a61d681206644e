import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsAfterApply } from './apply-columns.ts';
import type { ODataFilter, ODataLiteral, ODataOperand, ODataProperty } from './ast.ts';
import { parseODataFilter } from './parse-filter.ts';
import { parseInsightsQuery } from './parse-insights-query.ts';

// What holds of every text: a filter that is written down is read as it was meant, and nothing throws or hangs.

const AT = { position: 0 };
const property: fc.Arbitrary<ODataProperty> = fc
  .constantFrom('a', 'properties/name', '_x1', 'eqName', 'Order.by')
  .map(path => ({ kind: 'property', path, ...AT }));
const literal: fc.Arbitrary<ODataLiteral> = fc.oneof(
  fc.string().map((value): ODataLiteral => ({ kind: 'text', value, ...AT })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value): ODataLiteral => ({ kind: 'number', value, ...AT })),
  fc.boolean().map((value): ODataLiteral => ({ kind: 'boolean', value, ...AT })),
  fc.constant<ODataLiteral>({ kind: 'null', value: null, ...AT }),
  fc.uuid().map((value): ODataLiteral => ({ kind: 'guid', value, ...AT })),
  fc
    .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
    .map((at): ODataLiteral => ({ kind: 'timestamp', value: at.toISOString(), ...AT })),
);
const { filter } = fc.letrec<{ filter: ODataFilter; operand: ODataOperand }>(tie => ({
  operand: fc.oneof(
    { depthSize: 'small' },
    property,
    fc
      .tuple(
        fc.constantFrom('tolower', 'concat', 'now'),
        fc.array(fc.oneof(tie('operand'), literal), { maxLength: 3 }),
      )
      .map(([name, args]): ODataOperand => ({ kind: 'call', name, args, ...AT })),
  ),
  filter: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(
        tie('operand'),
        fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
        fc.oneof(literal, callsOf(tie('operand'))),
      )
      .map(([left, operator, right]): ODataFilter => ({ kind: 'comparison', operator, left, right, ...AT })),
    fc
      .tuple(tie('operand'), fc.array(literal, { minLength: 1, maxLength: 4 }))
      .map(
        ([left, items]): ODataFilter => ({ kind: 'in', left, right: { kind: 'list', items, ...AT }, ...AT }),
      ),
    fc.tuple(literal, property).map(([left, right]): ODataFilter => ({ kind: 'in', left, right, ...AT })),
    fc.tuple(fc.constantFrom('any', 'all'), property, tie('filter')).map(
      ([kind, collection, condition]): ODataFilter => ({
        kind,
        collection,
        each: { variable: 'g', condition },
        ...AT,
      }),
    ),
    tie('filter').map((of): ODataFilter => ({ kind: 'not', of, ...AT })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('filter'), { minLength: 2, maxLength: 3 }))
      .map(([kind, all]): ODataFilter => ({ kind, all, ...AT })),
  ),
}));

/** On the right a bare name would be a word. */
function callsOf(operand: fc.Arbitrary<ODataOperand>): fc.Arbitrary<ODataOperand> {
  return operand.map(each =>
    each.kind === 'call' ? each : { kind: 'call', name: 'trim', args: [each], ...AT },
  );
}

function write(node: ODataFilter): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.all.map(each => `(${write(each)})`).join(` ${node.kind} `);
    case 'not':
      return `not (${write(node.of)})`;
    case 'comparison':
      return `${writeOperand(node.left)} ${node.operator} ${writeOperand(node.right)}`;
    case 'in':
      return `${writeOperand(node.left)} in ${
        node.right.kind === 'list'
          ? `(${node.right.items.map(writeOperand).join(',')})`
          : writeOperand(node.right)
      }`;
    case 'any':
    case 'all':
      return `${node.collection.path}/${node.kind}(${node.each ? `${node.each.variable}: ${write(node.each.condition)}` : ''})`;
    case 'call':
      return writeOperand(node);
  }
}

function writeOperand(node: ODataOperand): string {
  switch (node.kind) {
    case 'property':
      return node.path;
    case 'call':
      return `${node.name}(${node.args.map(writeOperand).join(', ')})`;
    case 'text':
      return `'${node.value.replaceAll("'", "''")}'`;
    default:
      return String(node.value);
  }
}

test('a filter that is written down is read as it was meant', () => {
  fc.assert(
    fc.property(filter, node => {
      const { value, problem } = parseODataFilter(write(node));
      expect(problem).toBeUndefined();
      expect(JSON.parse(JSON.stringify(value), (key, each) => (key === 'position' ? 0 : each))).toEqual(
        JSON.parse(JSON.stringify(node)),
      );
    }),
    { numRuns: 500 },
  );
});

const PIECES = [
  "'",
  "''",
  '(',
  ')',
  ',',
  ';',
  ':',
  '/',
  '$',
  '-',
  ' ',
  '=',
  '\0',
  '\u{1f600}',
  'a',
  'a-b',
  'eq',
  'and',
  'not',
  'in',
  'any',
  '/any(',
  'g: ',
  'null',
  '1',
  '-1e9',
  '2026-01-01',
  'T08:00',
  'groupby',
  '((',
  '))',
  'aggregate(',
  '$count',
  ' as ',
  ' with ',
  'sum',
  'filter(',
  '$filter=',
  '$apply=',
  'components',
  'constructor',
  '__proto__',
  'add',
  "datetime'",
];
const garbage = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map(pieces => pieces.join('')),
);
const OPTIONS = ['$filter', '$apply', '$select', '$orderby', '$top', '$expand', '$from', '$to', '$skiptoken'];

test('no text throws, and every problem lies inside its text', () => {
  fc.assert(
    fc.property(fc.constantFrom(...OPTIONS), garbage, (option, text) => {
      const { value, problem } = parseInsightsQuery(new Map([[option, text]]));
      if (problem === undefined) {
        columnsAfterApply(value.apply ?? [], ['a', 'any']);
        return;
      }
      expect(problem.option).toBe(option);
      expect(problem.message).not.toBe('');
      expect(problem.position).toBeGreaterThanOrEqual(0);
      expect(problem.position).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 3000 },
  );
});

test.each(PIECES)('%j a hundred thousand times is answered', piece => {
  for (const option of OPTIONS) {
    const parsed = parseInsightsQuery(new Map([[option, `a${piece.repeat(100_000)}`]]));
    expect(parsed.problem !== undefined || parsed.value !== undefined).toBe(true);
  }
});
