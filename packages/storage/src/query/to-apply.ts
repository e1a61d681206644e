import type { ODataAggregate, ODataApplyStep, ODataProperty } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import { type ColumnKind, type ColumnTable, createColumnTable } from './columns.ts';
import { queryProblem } from './query-problem.ts';
import { readColumn } from './read-column.ts';
import { toCondition } from './to-condition.ts';

type Sql = RawBuilder<unknown>;

/** The rows that a pipeline makes: a SELECT, and its columns where it stands in `from (...) as q`. */
export type Applied = { readonly select: Sql; readonly table: ColumnTable };

/**
 * A pipeline over `base`, a SELECT without name, whose columns `table` finds in a sub-select named `q`; so do the columns of the result.
 * Columns of the result have names of their own making in SQL, and their names of the query in the table.
 *
 * Groups are of texts that are the same without case, and named by the first of them in order. A count is of rows; the other aggregates
 * leave missing values out. Rejects by `StorageQueryProblem`, of `option`: unknown columns, those that cannot be grouped by, aggregates
 * that a kind does not have, two columns of one name.
 *
 * `weight`: a whole number in `q` that says how many rows a row of the base stands for; without it each is one.
 */
export function toApply(
  base: Sql,
  table: ColumnTable,
  steps: readonly ODataApplyStep[],
  option = '$apply',
  weight?: Sql,
): Applied {
  let at: Applied = { select: base, table };
  let counted = weight;
  for (const step of steps) {
    at =
      step.kind === 'filter'
        ? {
            ...at,
            select: sql`select * from (${at.select}) as q where ${toCondition(step.filter, at.table, option)}`,
          }
        : toGroups(at, step.kind === 'groupby' ? step.properties : [], step.aggregates, option, counted);
    if (step.kind !== 'filter') counted = undefined;
  }
  return at;
}

/** One column of a grouped SELECT: `input` is read from the rows, and named; `output` and `groupBy` are made of that name. */
type Part = {
  readonly name: string;
  readonly position: number;
  readonly kind: ColumnKind;
  readonly emptyIsNull: boolean;
  readonly input: Sql | undefined;
  readonly output: (input: Sql) => Sql;
  readonly groupBy: ((input: Sql) => Sql) | undefined;
};

/**
 * Inputs are named in a SELECT of their own: an expression with parameters would not be recognised as the one that it is grouped by.
 */
function toGroups(
  { select, table }: Applied,
  properties: readonly ODataProperty[],
  aggregates: readonly ODataAggregate[],
  option: string,
  weight: Sql | undefined,
): Applied {
  const parts = [
    ...properties.map(each => toKey(each, table, option)),
    ...aggregates.map(each => toAggregate(each, table, option, weight)),
  ];
  checkNames(parts, option);
  const inputs = parts.map(({ input }, at) => sql`${input ?? sql`null`} as ${sql.ref(`i${at}`)}`);
  const outputs = parts.map(({ output }, at) => sql`${output(sql.ref(`q.i${at}`))} as ${sql.ref(`c${at}`)}`);
  const keys = parts.flatMap(({ groupBy }, at) =>
    groupBy === undefined ? [] : [groupBy(sql.ref(`q.i${at}`))],
  );
  const grouped = keys.length === 0 ? sql`` : sql` group by ${sql.join(keys)}`;
  return {
    select: sql`select ${sql.join(outputs)} from (select ${sql.join(inputs)} from (${select}) as q) as q${grouped}`,
    table: createColumnTable(
      table.entity,
      Object.fromEntries(
        parts.map(({ name, kind, emptyIsNull }, at) => [
          name,
          { kind, emptyIsNull, sql: sql.ref(`q.c${at}`) },
        ]),
      ),
    ),
  };
}

function toKey(property: ODataProperty, table: ColumnTable, option: string): Part {
  const { name, kind, emptyIsNull, sql: input, groupable } = readColumn(property, table, option);
  const { position } = property;
  if (!groupable) throw queryProblem(`${table.entity} cannot be grouped by '${name}'`, position, option);
  const key = { name, position, kind, emptyIsNull, input };
  return kind === 'text'
    ? { ...key, output: text => sql`min(${text})`, groupBy: text => sql`lower(${text})` }
    : { ...key, output: value => value, groupBy: value => value };
}

type Method = Exclude<ODataAggregate['method'], 'count'>;

/** What an aggregate gives of a kind; absent where a kind has it not. */
const AGGREGATES: Readonly<
  Record<
    Method,
    { readonly of: readonly ColumnKind[]; readonly gives?: 'number'; readonly toSql: (value: Sql) => Sql }
  >
> = {
  sum: { of: ['number'], gives: 'number', toSql: value => sql`sum(${value})::float8` },
  average: { of: ['number'], gives: 'number', toSql: value => sql`avg(${value})::float8` },
  min: { of: ['number', 'time', 'text', 'key'], toSql: value => sql`min(${value})` },
  max: { of: ['number', 'time', 'text', 'key'], toSql: value => sql`max(${value})` },
  countdistinct: {
    of: ['number', 'time', 'text', 'key', 'boolean', 'textArray'],
    gives: 'number',
    toSql: value => sql`count(distinct ${value})`,
  },
};

function toAggregate(
  { method, property, alias: name, aliasPosition: position }: ODataAggregate,
  table: ColumnTable,
  option: string,
  weight: Sql | undefined,
): Part {
  const made = { name, position, emptyIsNull: false, groupBy: undefined };
  if (method === 'count' || property === undefined)
    return weight === undefined
      ? { ...made, kind: 'number', input: undefined, output: () => sql`count(*)` }
      : { ...made, kind: 'number', input: weight, output: n => sql`coalesce(sum(${n}), 0)::bigint` };
  const column = readColumn(property, table, option);
  const { of, gives, toSql } = AGGREGATES[method];
  if (!of.includes(column.kind))
    throw queryProblem(`'${column.name}' has no ${method}`, property.position, option);
  const isFolded = method === 'countdistinct' && column.kind === 'text';
  return {
    ...made,
    kind: gives ?? column.kind,
    input: isFolded ? sql`lower(${column.sql})` : column.sql,
    output: toSql,
  };
}

function checkNames(parts: readonly Part[], option: string): void {
  const seen = new Set<string>();
  for (const { name, position } of parts) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw queryProblem(`There are two columns '${name}'`, position, option);
    seen.add(key);
  }
}
