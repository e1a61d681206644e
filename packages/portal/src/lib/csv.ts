/** What stands in a cell. */
export type CsvValue = string | number | boolean | undefined;

/** A column of a CSV file. */
export type CsvColumn<Row> = {
  readonly header: string;
  value(row: Row): CsvValue;
};

/** The columns of a table that say what they are about. */
export function csvColumns<Row>(
  columns: readonly { readonly header: string; readonly value?: (row: Row) => CsvValue }[],
): readonly CsvColumn<Row>[] {
  return columns.flatMap(({ header, value }) => (value === undefined ? [] : [{ header, value }]));
}

/** Rows as RFC 4180. A cell that a spreadsheet could take for a formula begins with an apostrophe. */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ header }) => header),
    ...rows.map(row => columns.map(each => each.value(row))),
  ];
  return lines.map(cells => `${cells.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: CsvValue): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
