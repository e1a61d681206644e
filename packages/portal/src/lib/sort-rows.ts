import type { CsvValue } from './csv.ts';

const WORDS = new Intl.Collator('en', { numeric: true });

/** Rows by what `value` says of each: numbers as numbers, texts as people order them; rows without a value last in either direction. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => CsvValue,
  descending: boolean,
): readonly Row[] {
  const sign = descending ? -1 : 1;
  return rows
    .map(row => [value(row), row] as const)
    .sort(([one], [other]) => {
      if (one === undefined || other === undefined)
        return Number(one === undefined) - Number(other === undefined);
      return sign * compare(one, other);
    })
    .map(([, row]) => row);
}

function compare(one: NonNullable<CsvValue>, other: NonNullable<CsvValue>): number {
  return typeof one === 'number' && typeof other === 'number'
    ? one - other
    : WORDS.compare(String(one), String(other));
}
