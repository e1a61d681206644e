import { exemptions } from '#strings/exemptions';
import type { CsvColumn } from '../../../lib/csv.ts';
import type { ExemptionRow } from './list-exemptions.ts';

const { columns } = exemptions;

/** The columns of the list as a file. */
export const CSV_COLUMNS: readonly CsvColumn<ExemptionRow>[] = [
  { header: columns.name, value: row => row.displayName },
  { header: columns.id, value: row => row.id },
  { header: columns.scopeId, value: row => row.scope },
  { header: columns.assignmentId, value: row => row.assignmentId },
  { header: columns.members, value: row => row.referenceIds.join(' ') },
  { header: columns.category, value: row => row.category },
  { header: columns.expiresOn, value: row => row.expiresOn },
  { header: columns.usage, value: row => row.used },
  { header: columns.description, value: row => row.description },
];
