import type {
  ODataFilter,
  ODataLambda,
  ODataList,
  ODataLiteral,
  ODataOperand,
  ODataProperty,
} from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import { checkComparisons } from './check-comparisons.ts';
import type { ColumnTable } from './columns.ts';
import { comparable, compare, isMissing, requireScalar } from './compare.ts';
import { queryProblem } from './query-problem.ts';
import {
  createMember,
  createScope,
  type Expression,
  enterLambda,
  isExpression,
  memberName,
  type QueryScope,
  readName,
} from './query-scope.ts';
import { toExpression } from './to-expression.ts';

type Condition = RawBuilder<boolean>;

/**
 * A parsed `$filter` as a condition over the columns of a table; values only ever as parameters. A comparison is true or false, never
 * unknown, so that `not` is its opposite; the SQL may be null for false where `where` does not tell them apart.
 *
 * `option`: where the filter was written, for problems. Rejects by `StorageQueryProblem`: unknown properties and functions, what a
 * property cannot be compared with, what the table's grammar lacks.
 */
export function toCondition(filter: ODataFilter, table: ColumnTable, option = '$filter'): Condition {
  if (table.grammar === 'comparisons') checkComparisons(filter, table, option);
  return toSql(filter, createScope(table, option));
}

function toSql(filter: ODataFilter, scope: QueryScope): Condition {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return sql`(${sql.join(
        filter.all.map(each => toSql(each, scope)),
        filter.kind === 'and' ? sql` and ` : sql` or `,
      )})`;
    case 'not':
      return negate(toSql(filter.of, scope));
    case 'comparison':
      return compare(
        filter.operator,
        toExpression(filter.left, scope),
        toExpression(filter.right, scope),
        scope.option,
      );
    case 'in':
      return filter.right.kind === 'list'
        ? isListed(filter.left, filter.right, scope)
        : isMember(filter.left, filter.right, scope);
    case 'any':
    case 'all':
      return holdsOf(filter, scope);
    case 'call':
      return isTrue(filter, scope);
  }
}

function negate(condition: Condition): Condition {
  return sql`(not coalesce(${condition}, false))`;
}

function isTrue(call: ODataOperand, scope: QueryScope): Condition {
  const value = toExpression(call, scope);
  if (isExpression(value) && value.kind === 'boolean') return sql`${value.sql}`;
  throw queryProblem(
    `${isExpression(value) ? value.label : 'A value'} is not a condition`,
    call.position,
    scope.option,
  );
}

function isListed(left: ODataOperand, { items }: ODataList, scope: QueryScope): Condition {
  const value = toExpression(left, scope);
  if (isExpression(value)) requireScalar(value, scope.option);
  const isPlain = (item: ODataLiteral): boolean =>
    isExpression(value) && !value.every && !isMissing(item, value);
  const conditions = items
    .filter(item => !isPlain(item))
    .map(item => compare('eq', value, item, scope.option));
  const plain = items.filter(isPlain);
  if (isExpression(value) && plain.length > 0) conditions.push(isOneOf(value, plain, scope.option));
  return sql`(${sql.join(conditions, sql` or `)})`;
}

function isOneOf(value: Expression, items: readonly ODataLiteral[], option: string): Condition {
  const phrase = `${value.label} must be compared with`;
  const values = items.map(each => comparable(each, value.kind, phrase, option));
  return sql`(${comparable(value, value.kind, phrase, option)} in (${sql.join(values)}))`;
}

function isMember(left: ODataOperand, collection: ODataProperty, scope: QueryScope): Condition {
  const { label, texts } = readCollection(collection, scope);
  const value = toExpression(left, scope);
  const member = createMember(scope, `A member of ${label}`, left.position);
  return existsMember(texts, scope, compare('eq', member, value, scope.option));
}

function holdsOf({ kind, collection, each }: ODataLambda, scope: QueryScope): Condition {
  const { texts } = readCollection(collection, scope);
  if (each === undefined) return sql`(cardinality(${texts}) > 0)`;
  const member = createMember(scope, `'${each.variable}'`, collection.position);
  const condition = toSql(each.condition, enterLambda(scope, each.variable, member));
  return kind === 'any'
    ? existsMember(texts, scope, condition)
    : sql`(not ${existsMember(texts, scope, negate(condition))})`;
}

function readCollection({ path, position }: ODataProperty, scope: QueryScope) {
  const { kind, label, sql: texts } = readName(path, position, scope);
  if (kind !== 'textArray') throw queryProblem(`${label} is not a collection`, position, scope.option);
  return { label, texts };
}

function existsMember(texts: RawBuilder<unknown>, scope: QueryScope, condition: Condition): Condition {
  return sql`exists (select from unnest(${texts}) as ${sql.ref(memberName(scope))}(value) where ${condition})`;
}
