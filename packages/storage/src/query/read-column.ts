import type { Column, ColumnTable } from './columns.ts';
import { queryProblem } from './query-problem.ts';

/** The column of a name; one that is not there is a problem of `option`. */
export function readColumn(
  { path, position }: { readonly path: string; readonly position: number },
  { columns, entity }: ColumnTable,
  option: string,
): Column {
  const column = columns.get(path.toLowerCase());
  if (column !== undefined) return column;
  const names = [...columns.values()].map(({ name }) => name).join(', ');
  throw queryProblem(`'${path}' is not a column of ${entity} here; those are ${names}`, position, option);
}
