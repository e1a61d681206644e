import type { ODataLiteral } from '@sluice/arm/odata';
import { sql } from 'kysely';
import type { Column, ColumnKind, ColumnTable } from './columns.ts';
import { queryProblem } from './query-problem.ts';

/** A value that the database finds: of a column, a member of a collection, a function. */
export type Expression = Pick<Column, 'sql' | 'emptyIsNull' | 'every'> & {
  readonly kind: ColumnKind;
  /** For messages, quoted. */
  readonly label: string;
  readonly position: number;
};

/** A literal stays one until it is known what it meets: then it is read as that kind. */
export type Operand = Expression | ODataLiteral;

export function isExpression(operand: Operand): operand is Expression {
  return 'sql' in operand;
}

/** What names mean where a filter stands. `depth` counts the lambdas around it; `variables` are theirs, in lower case. */
export type QueryScope = {
  readonly table: ColumnTable;
  /** The option that the filter was written in. */
  readonly option: string;
  readonly variables: ReadonlyMap<string, Expression>;
  readonly depth: number;
};

export function createScope(table: ColumnTable, option: string): QueryScope {
  return { table, option, variables: new Map(), depth: 0 };
}

/** Undefined for a name that is neither a variable nor a column; one that cannot be filtered by is a problem. */
export function findName(path: string, position: number, scope: QueryScope): Expression | undefined {
  const key = path.toLowerCase();
  const variable = scope.variables.get(key);
  if (variable !== undefined) return { ...variable, position };
  const column = scope.table.columns.get(key);
  if (column === undefined) return undefined;
  if (!column.filterable)
    throw queryProblem(
      `${scope.table.entity} cannot be filtered by '${column.name}'`,
      position,
      scope.option,
    );
  return { ...column, label: `'${column.name}'`, position };
}

/** The same, where a name must stand. */
export function readName(path: string, position: number, scope: QueryScope): Expression {
  const found = findName(path, position, scope);
  if (found !== undefined) return found;
  const names = [...scope.table.columns.values()].filter(each => each.filterable).map(each => each.name);
  throw queryProblem(
    `'${path}' is not a property that ${scope.table.entity} can be filtered by; those are ${names.join(', ')}`,
    position,
    scope.option,
  );
}

/** The `unnest` of the next lambda; nested ones have names of their own. */
export function memberName({ depth }: QueryScope): string {
  return `member${depth + 1}`;
}

/** One text of the collection that `memberName` unnests. */
export function createMember(scope: QueryScope, label: string, position: number): Expression {
  const value = sql.ref(`${memberName(scope)}.value`);
  return { kind: 'text', sql: value, label, position, emptyIsNull: false, every: false };
}

/** Inside a lambda, where its variable is a member. */
export function enterLambda(scope: QueryScope, variable: string, member: Expression): QueryScope {
  return {
    ...scope,
    depth: scope.depth + 1,
    variables: new Map([...scope.variables, [variable.toLowerCase(), member]]),
  };
}
