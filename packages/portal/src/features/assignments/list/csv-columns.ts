import { assignments } from '#strings/assignments';
import type { CsvColumn } from '../../../lib/csv.ts';
import { type AssignmentRow, nonCompliantOf } from './list-assignments.ts';

const { columns } = assignments;

/** The columns of the list as a file. */
export const CSV_COLUMNS: readonly CsvColumn<AssignmentRow>[] = [
  { header: columns.name, value: row => row.displayName },
  { header: columns.id, value: row => row.id },
  { header: columns.scopeId, value: row => row.scope },
  { header: assignments.filters.relation, value: row => assignments.relations[row.relation] },
  { header: columns.definitionId, value: row => row.definitionId },
  { header: columns.type, value: row => assignments.types[row.isInitiative ? 'initiative' : 'policy'] },
  { header: columns.enforcement, value: row => assignments.enforcement[row.enforcementMode] },
  { header: columns.parameters, value: row => JSON.stringify(row.parameters) },
  { header: columns.excluded, value: row => row.notScopes.join(' ') },
  {
    header: columns.nonCompliant,
    value: row => (row.numbers === undefined ? undefined : nonCompliantOf(row)),
  },
];
