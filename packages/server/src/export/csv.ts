/** A column of a CSV file. Undefined and null become empty cells, objects their JSON. */
export type CsvColumn<T> = { readonly name: string; read(item: T): unknown };

/**
 * Rows as RFC 4180 has them: a header, CRLF, quotes where they are needed. A text that a spreadsheet could take for a formula gets an
 * apostrophe before it; numbers stay numbers.
 * Source: OWASP, "CSV Injection".
 */
export async function* toCsv<T>(
  columns: readonly CsvColumn<T>[],
  pages: AsyncIterable<readonly T[]>,
): AsyncGenerator<Uint8Array> {
  yield encode([columns.map(({ name }) => toCell(name)).join(',')]);
  for await (const items of pages)
    yield encode(items.map(item => columns.map(column => toCell(column.read(item))).join(',')));
}

/** One cell, quoted and made harmless as it needs. */
export function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

function encode(lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.map(line => `${line}\r\n`).join(''));
}
