import { type RawBuilder, sql } from 'kysely';
import type { ColumnKind } from './columns.ts';

type Sql = RawBuilder<unknown>;
type ParameterKind = 'text' | 'number' | 'time';

/** A function of `$filter`. A parameter without value makes the result have none. */
export type QueryFunction = {
  readonly parameters: readonly ParameterKind[];
  /** How many must be given; the rest may be left out. */
  readonly required: number;
  readonly result: ColumnKind;
  /** `args`: of the kinds of the parameters, as many as were given. */
  readonly toSql: (...args: readonly Sql[]) => Sql;
};

/** More than the longest text has; a larger number would not fit the type of a place in a text. */
const BEYOND_TEXTS = 1_000_000_000;

/** Texts are looked for without case, as they compare; places in texts count from 0; parts of times are those in UTC. */
export const FUNCTIONS: ReadonlyMap<string, QueryFunction> = new Map([
  ['contains', two('boolean', (whole, part) => sql`(strpos(lower(${whole}), lower(${part})) > 0)`)],
  ['substringof', two('boolean', (part, whole) => sql`(strpos(lower(${whole}), lower(${part})) > 0)`)],
  ['startswith', two('boolean', (whole, part) => sql`starts_with(lower(${whole}), lower(${part}))`)],
  [
    'endswith',
    two('boolean', (whole, part) => sql`(right(lower(${whole}), length(lower(${part}))) = lower(${part}))`),
  ],
  ['indexof', two('number', (whole, part) => sql`(strpos(lower(${whole}), lower(${part})) - 1)`)],
  ['concat', two('text', (first, second) => sql`(${first} || ${second})`)],
  ['tolower', one('text', 'text', text => sql`lower(${text})`)],
  ['toupper', one('text', 'text', text => sql`upper(${text})`)],
  ['trim', one('text', 'text', text => sql`btrim(${text}, e' \\t\\r\\n')`)],
  ['length', one('text', 'number', text => sql`length(${text})`)],
  [
    'substring',
    {
      parameters: ['text', 'number', 'number'],
      required: 2,
      result: 'text',
      toSql: (text = NONE, from = NONE, length) =>
        length === undefined
          ? sql`substr(${text}, ${place(from)} + 1)`
          : sql`substr(${text}, ${place(from)} + 1, ${place(length)})`,
    },
  ],
  ...['year', 'month', 'day', 'hour', 'minute', 'second'].map(
    part =>
      [
        part,
        one('time', 'number', at => sql`trunc(extract(${sql.raw(part)} from ${at} at time zone 'UTC'))`),
      ] as const,
  ),
  ['date', one('time', 'time', at => sql`date_trunc('day', ${at}, 'UTC')`)],
  ['now', { parameters: [], required: 0, result: 'time', toSql: () => sql`now()` }],
]);

const NONE: Sql = sql`null`;

function one(parameter: ParameterKind, result: ColumnKind, toSql: (value: Sql) => Sql): QueryFunction {
  return { parameters: [parameter], required: 1, result, toSql: (value = NONE) => toSql(value) };
}

function two(result: ColumnKind, toSql: (first: Sql, second: Sql) => Sql): QueryFunction {
  return {
    parameters: ['text', 'text'],
    required: 2,
    result,
    toSql: (first = NONE, second = NONE) => toSql(first, second),
  };
}

/** A number as a place in a text, or a length: whole and not negative. */
function place(value: Sql): Sql {
  return sql`least(greatest(trunc(${value}), 0), ${sql.lit(BEYOND_TEXTS)})::int`;
}
