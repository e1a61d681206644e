import type { ComparisonOperator, ODataFilter, ODataLiteral, ODataOperand } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import { StorageQueryProblem } from '../errors.ts';
import type { Column, ColumnTable } from './columns.ts';

type Condition = RawBuilder<boolean>;

const SQL_OPERATORS: Readonly<Record<ComparisonOperator, string>> = {
  eq: '=',
  ne: '<>',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};
/** `5 lt x` is `x gt 5`. */
const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};

/**
 * A parsed `$filter` as a condition over the columns of one table; values only ever as parameters.
 *
 * Rejects by `StorageQueryProblem`: unknown properties, operators and values that a column does not have, functions.
 */
export function toCondition(filter: ODataFilter, table: ColumnTable): Condition {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return sql`(${sql.join(
        filter.all.map(each => toCondition(each, table)),
        filter.kind === 'and' ? sql` and ` : sql` or `,
      )})`;
    case 'not':
      return sql`(not ${toCondition(filter.of, table)})`;
    case 'comparison':
      return filter.left.kind === 'property'
        ? compare(filter.left.path, filter.operator, filter.right, table)
        : compareMirrored(filter.left, filter.operator, filter.right, table);
    case 'call':
      throw problem(
        `The function '${filter.name}' cannot be used in a filter of ${table.entity}`,
        filter.position,
      );
    case 'in':
    case 'any':
    case 'all':
      throw problem(`'${filter.kind}' cannot be used in a filter of ${table.entity}`, filter.position);
  }
}

function compareMirrored(
  left: ODataOperand,
  operator: ComparisonOperator,
  right: ODataOperand,
  table: ColumnTable,
): Condition {
  if (right.kind !== 'property') throw problem('A comparison needs a property on one side', left.position);
  return compare(right.path, MIRRORED[operator], left, table);
}

function compare(
  path: string,
  operator: ComparisonOperator,
  operand: ODataOperand,
  table: ColumnTable,
): Condition {
  const column = table.columns.get(path.toLowerCase());
  if (column === undefined) {
    const names = [...table.columns.values()].map(each => each.name).join(', ');
    throw problem(
      `'${path}' is not a property that ${table.entity} can be filtered by; those are ${names}`,
      operand.position,
    );
  }
  if (operand.kind === 'property' || operand.kind === 'call') {
    throw problem(`'${column.name}' must be compared with a value`, operand.position);
  }
  return compareColumn(column, operator, operand);
}

function compareColumn(
  column: Column & { readonly name: string },
  operator: ComparisonOperator,
  literal: ODataLiteral,
): Condition {
  if (column.kind === 'time') {
    return sql`(${sql.ref(column.column)} ${sql.raw(SQL_OPERATORS[operator])} ${toTime(column.name, literal)}::timestamptz)`;
  }
  if (operator !== 'eq' && operator !== 'ne') {
    throw problem(`'${column.name}' can be compared by eq and ne, not by ${operator}`, literal.position);
  }
  const value = toText(column.name, literal);
  if (column.kind === 'every') return operator === 'eq' ? sql`true` : sql`false`;
  if (column.kind === 'key')
    return sql`(${sql.ref(column.column)} ${sql.raw(SQL_OPERATORS[operator])} ${value.toLowerCase()})`;
  // A row without a value differs from every text, so that `ne` is the opposite of `eq`.
  const equal = sql<boolean>`(coalesce(lower(${sql.ref(column.column)}), '') = lower(${value}))`;
  return operator === 'eq' ? equal : sql`(not ${equal})`;
}

function toText(name: string, literal: ODataLiteral): string {
  if (literal.kind === 'null') return '';
  const text = String(literal.value);
  if (text.includes('\0')) throw problem(`The value of '${name}' holds the character NUL`, literal.position);
  return text;
}

/** A time without zone is UTC, as az sends it. */
function toTime(name: string, literal: ODataLiteral): string {
  const text = typeof literal.value === 'string' ? literal.value.trim() : '';
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:\d\d)?$/i.exec(text);
  const [, day, time = '00:00', zone = 'Z'] = match ?? [];
  if (
    day === undefined ||
    Number.isNaN(Date.parse(`${day}T${time.replace(/(\.\d{3})\d+/, '$1')}${zone.toUpperCase()}`))
  ) {
    throw problem(`'${name}' must be compared with a time such as 2026-01-31T08:00:00Z`, literal.position);
  }
  return `${day}T${time}${zone}`;
}

function problem(message: string, position: number): StorageQueryProblem {
  return new StorageQueryProblem(`${message} (at character ${position} of the filter).`);
}
