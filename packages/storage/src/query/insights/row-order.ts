import type { OrderKey } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import type { ColumnKind, ColumnTable } from '../columns.ts';
import { readColumn } from '../read-column.ts';
import { toOrder } from '../to-order.ts';
import { foreign, type RowMark } from './row-token.ts';

type Sql = RawBuilder<unknown>;

/**
 * A value that rows are ordered by: a missing one comes before all others. `always`: it is never missing, so that an index may have rows in
 * this order.
 */
export type OrderValue = {
  readonly sql: Sql;
  readonly kind: ColumnKind;
  readonly descending: boolean;
  readonly always?: true;
};

/** The values that `$orderby` names. Rejects by `StorageQueryProblem` what cannot be ordered by. */
export function orderValues(keys: readonly OrderKey[], table: ColumnTable): readonly OrderValue[] {
  if (keys.length > 0) toOrder(keys, table);
  return keys.map(key => {
    const { kind, sql: value } = readColumn(key, table, '$orderby');
    return { kind, sql: kind === 'text' ? sql`lower(${value})` : value, descending: key.descending };
  });
}

/** The list after `order by`. */
export function orderList(values: readonly OrderValue[]): Sql {
  return sql.join(
    values.map(({ sql: value, descending, always }) => {
      if (always) return descending ? sql`${value} desc` : sql`${value}`;
      return descending ? sql`${value} desc nulls last` : sql`${value} asc nulls first`;
    }),
  );
}

/** The values of a row as texts, for its mark. Times have microseconds, as they are kept. */
export function markList(values: readonly OrderValue[]): Sql {
  return sql`array[${sql.join(values.map(({ sql: value }) => sql`(${value})::text`))}]`;
}

/** Rows that come after the one of the mark. */
export function isAfter(values: readonly OrderValue[], mark: RowMark): RawBuilder<boolean> {
  const branches = values.map((value, at) =>
    sql.join(
      [
        ...values.slice(0, at).map((equal, index) => isSame(equal, mark[index] ?? null)),
        isBeyond(value, mark[at] ?? null),
      ],
      sql` and `,
    ),
  );
  return sql<boolean>`(${sql.join(
    branches.map(each => sql`(${each})`),
    sql` or `,
  )})`;
}

function isSame({ sql: value, kind }: OrderValue, mark: string | null): Sql {
  return mark === null ? sql`${value} is null` : sql`${value} = ${cast(mark, kind)}`;
}

function isBeyond({ sql: value, kind, descending }: OrderValue, mark: string | null): Sql {
  if (mark === null) return descending ? sql`false` : sql`${value} is not null`;
  return descending
    ? sql`(${value} < ${cast(mark, kind)} or ${value} is null)`
    : sql`${value} > ${cast(mark, kind)}`;
}

const TYPES: Readonly<Record<ColumnKind, { readonly type: Sql; readonly form: RegExp }>> = {
  text: { type: sql`text`, form: /^/ },
  key: { type: sql`text`, form: /^/ },
  textArray: { type: sql`text`, form: /^/ },
  time: { type: sql`timestamptz`, form: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/ },
  number: { type: sql`float8`, form: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i },
  boolean: { type: sql`boolean`, form: /^(true|false)$/ },
};

/** A token that somebody made up says nothing that the database would choke on. */
function cast(mark: string, kind: ColumnKind): Sql {
  const { type, form } = TYPES[kind];
  if (!form.test(mark)) throw foreign();
  return sql`${mark}::${type}`;
}
