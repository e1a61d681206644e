import type { ComparisonOperator, ODataLiteral } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import type { ColumnKind } from './columns.ts';
import { queryProblem } from './query-problem.ts';
import { type Expression, isExpression, type Operand } from './query-scope.ts';
import { isText, toKind } from './to-expression.ts';
import { kindOfLiteral } from './to-literal.ts';

type Condition = RawBuilder<boolean>;

const ORDER: Readonly<Record<Exclude<ComparisonOperator, 'eq' | 'ne'>, RawBuilder<unknown>>> = {
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
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
 * Whether two operands compare so. Texts compare without case. Two missing values are equal, and a missing one differs from every
 * value; nothing is before or after it. The SQL may be null instead of false.
 *
 * Rejects by `StorageQueryProblem`: values of different kinds, collections, an order of booleans.
 */
export function compare(
  operator: ComparisonOperator,
  left: Operand,
  right: Operand,
  option: string,
): Condition {
  if (isExpression(left)) return compareExpression(left, operator, right, option);
  if (isExpression(right)) return compareExpression(right, MIRRORED[operator], left, option);
  return compareLiterals(left, operator, right, option);
}

function compareExpression(
  left: Expression,
  operator: ComparisonOperator,
  right: Operand,
  option: string,
): Condition {
  requireScalar(left, option);
  checkOrder(left.kind, operator, left.label, left.position, option);
  if (left.every) return operator === 'eq' ? sql`true` : sql`false`;
  if (isMissing(right, left)) return compareMissing(left, operator);
  const phrase = `${left.label} must be compared with`;
  const a = comparable(left, left.kind, phrase, option);
  const b = comparable(right, left.kind, phrase, option);
  // A plain = can use an index, and is null at most where it should be false.
  return operator === 'eq' && isExpression(right)
    ? sql`(${a} is not distinct from ${b})`
    : compareSql(a, operator, b);
}

function compareLiterals(
  left: ODataLiteral,
  operator: ComparisonOperator,
  right: ODataLiteral,
  option: string,
): Condition {
  const kind = kindOfLiteral(left) ?? kindOfLiteral(right) ?? 'text';
  checkOrder(kind, operator, 'A boolean', left.position, option);
  const phrase = 'A value must be compared with';
  const a = comparable(left, kind, phrase, option);
  const b = comparable(right, kind, phrase, option);
  return operator === 'eq' ? sql`(${a} is not distinct from ${b})` : compareSql(a, operator, b);
}

function compareSql(a: RawBuilder<unknown>, operator: ComparisonOperator, b: RawBuilder<unknown>): Condition {
  if (operator === 'eq') return sql`(${a} = ${b})`;
  return operator === 'ne' ? sql`(${a} is distinct from ${b})` : sql`(${a} ${ORDER[operator]} ${b})`;
}

/** Whether a value stands for none where it is compared with this. */
export function isMissing(value: Operand, { emptyIsNull }: Expression): boolean {
  return !isExpression(value) && (value.kind === 'null' || (emptyIsNull && value.value === ''));
}

function compareMissing({ sql: value, emptyIsNull }: Expression, operator: ComparisonOperator): Condition {
  if (operator !== 'eq' && operator !== 'ne') return sql`false`;
  const missing = emptyIsNull
    ? sql<boolean>`(coalesce(${value}, '') = '')`
    : sql<boolean>`(${value} is null)`;
  return operator === 'eq' ? missing : sql`(not ${missing})`;
}

/** As SQL that compares as the kind does: texts in one case. */
export function comparable(
  operand: Operand,
  kind: ColumnKind,
  phrase: string,
  option: string,
): RawBuilder<unknown> {
  const value = toKind(operand, kind, phrase, option);
  const isFolded = operand.kind === 'key' || (kind === 'key' && !isExpression(operand));
  return isText(kind) && !isFolded ? sql`lower(${value})` : value;
}

export function requireScalar({ kind, label, position }: Expression, option: string): void {
  if (kind === 'textArray')
    throw queryProblem(`${label} is a collection, to be asked by in, any or all`, position, option);
}

function checkOrder(
  kind: ColumnKind,
  operator: ComparisonOperator,
  label: string,
  position: number,
  option: string,
): void {
  if (kind === 'boolean' && operator !== 'eq' && operator !== 'ne')
    throw queryProblem(`${label} can be compared by eq and ne, not by ${operator}`, position, option);
}
