import { type RawBuilder, sql } from 'kysely';

/** Keys below `key` are those from the first of these up to before the second one: '0' follows '/' bytewise. */
export function keyRangeBelow(key: string): { readonly from: string; readonly to: string } {
  return { from: `${key}/`, to: `${key}0` };
}

/** Whether the column has one of the values: one parameter, however many there are. */
export function isAmong(column: string, values: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = any (${[...values]}::text[])`;
}
