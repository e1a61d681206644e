/** A column of a CSV file. */
export type CsvColumn<Row> = {
  readonly header: string;
  value(row: Row): string | number | boolean | undefined;
};

/** Rows as RFC 4180. A cell that a spreadsheet could take for a formula begins with an apostrophe. */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ header }) => header),
    ...rows.map(row => columns.map(each => each.value(row))),
  ];
  return lines.map(cells => `${cells.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: string | number | boolean | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
