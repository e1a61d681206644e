import { exports } from '#strings/export';
import type { CsvColumn } from '../lib/csv.ts';
import { saveCsv } from '../lib/save-csv.ts';
import { ExportButton } from './export-button.tsx';

/** Saves the rows of a list that is not paged by a server's export. What the server writes into a file itself: `ExportButton` with `saveExport`. */
export function CsvButton<Row>({
  what,
  file,
  columns,
  rows,
  isWhole = true,
  readAll,
}: {
  /** What is exported, for messages: "Role assignments". */
  readonly what: string;
  /** The name of the file, before the day. */
  readonly file: string;
  readonly columns: readonly CsvColumn<Row>[];
  readonly rows: readonly Row[];
  /** False while rows are missing: half a list in a file looks like a whole one. */
  readonly isWhole?: boolean;
  /** Reads what is missing, where there is a way. */
  readonly readAll?: () => Promise<readonly Row[]>;
}) {
  return (
    <ExportButton
      what={what}
      formats={[{ format: 'csv', label: exports.csv }]}
      disabled={rows.length === 0 || (!isWhole && readAll === undefined)}
      onExport={async () => saveCsv(file, columns, isWhole || readAll === undefined ? rows : await readAll())}
    />
  );
}
