import type { OrderKey } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import type { ColumnTable } from './columns.ts';
import { queryProblem } from './query-problem.ts';

/**
 * The list after `order by`: texts without case, a missing value before all others, as OData has it. Rows that are equal in all keys come
 * in no order: end it with a key of your own. Rejects by `StorageQueryProblem` what a table cannot be ordered by.
 */
export function toOrder(
  keys: readonly OrderKey[],
  { entity, columns }: ColumnTable,
  option = '$orderby',
): RawBuilder<unknown> {
  return sql.join(
    keys.map(({ path, position, descending }) => {
      const column = columns.get(path.toLowerCase());
      if (column === undefined || !column.sortable) {
        const names = [...columns.values()].filter(each => each.sortable).map(({ name }) => name);
        throw queryProblem(
          `${entity} cannot be ordered by '${path}', but by ${names.join(', ')}`,
          position,
          option,
        );
      }
      const value = column.kind === 'text' ? sql`lower(${column.sql})` : column.sql;
      return descending ? sql`${value} desc nulls last` : sql`${value} asc nulls first`;
    }),
  );
}
