import type { SelectedName } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import type { Column, ColumnTable } from './columns.ts';
import { readColumn } from './read-column.ts';

/** The list after `select`, and how a row of it reads. */
export type Selection = {
  readonly list: RawBuilder<unknown>;
  readonly columns: readonly Column[];
  /** A row with the names of the query; missing values are null. */
  readonly read: (row: Readonly<Record<string, unknown>>) => Record<string, unknown>;
};

/**
 * The columns that `$select` names, in that order, or all of them. In SQL they have names of their own making. Rejects by
 * `StorageQueryProblem` what is not there.
 */
export function toSelection(
  select: readonly SelectedName[] | undefined,
  table: ColumnTable,
  option = '$select',
): Selection {
  const columns = select?.map(each => readColumn(each, table, option)) ?? [...table.columns.values()];
  return {
    columns,
    list: sql.join(columns.map((column, at) => sql`${column.sql} as ${sql.ref(`s${at}`)}`)),
    read: row => Object.fromEntries(columns.map(({ name }, at) => [name, row[`s${at}`] ?? null])),
  };
}
