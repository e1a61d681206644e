import type { ReactNode } from 'react';
import type { CsvValue } from '../../lib/csv.ts';

export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  /** Pixels to begin with; the reader may change it. */
  readonly width: number;
  readonly align?: 'end';
  cell(row: Row): ReactNode;
  /** What the cell says, as a file has it and as rows are ordered by it. */
  readonly value?: (row: Row) => CsvValue;
  /** When the column can be sorted by. */
  readonly isSortable?: boolean;
};

export const ROW_HEIGHT = 36;
