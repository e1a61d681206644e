import { type CsvColumn, toCsv } from './csv.ts';
import { fileName, saveFile } from './save-file.ts';

/** Gives the reader rows as a file of today, `name` and the day. */
export function saveCsv<Row>(name: string, columns: readonly CsvColumn<Row>[], rows: readonly Row[]): void {
  saveFile(fileName(name, 'csv'), new Blob([toCsv(columns, rows)], { type: 'text/csv' }));
}
