import { type CsvColumn, toCsv } from './csv.ts';
import { toNdjson } from './ndjson.ts';

export const EXPORT_FORMATS = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

/** Pages of items as the bytes of a file. `toLine`: what a line of JSON has, where that is not the item itself. */
export function writeExport<T extends object>(
  format: ExportFormat,
  columns: readonly CsvColumn<T>[],
  pages: AsyncIterable<readonly T[]>,
  toLine: (item: T) => object = item => item,
): AsyncIterable<Uint8Array> {
  switch (format) {
    case 'ndjson':
      return toNdjson(pages, toLine);
    case 'csv':
      return toCsv(columns, pages);
  }
}
