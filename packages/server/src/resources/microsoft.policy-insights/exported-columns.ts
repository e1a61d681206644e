import { reasonsOf } from '@sluice/engine';
import type { CsvColumn } from '../../export/csv.ts';
import type { ExportedRow } from './exported-rows.ts';
import { EVENT_FIELDS, STATE_FIELDS } from './fields.ts';

/** What people look for first. */
const FIRST = [
  'timestamp',
  'complianceState',
  'resourceId',
  'policyAssignmentName',
  'policyDefinitionName',
  'policyDefinitionAction',
];

/** What is a tree, and so no cell. */
const TREES = ['policyEvaluationDetails', 'components'];

/** What is not a field of the row itself: the component that it is about, and why it is as it is. */
const ADDED: readonly CsvColumn<ExportedRow>[] = [
  { name: 'componentId', read: ({ result }) => result.componentId },
  { name: 'reason', read: ({ result }) => reasonsOf(result).join(' ') },
];

/** The flat fields of a policy state. */
export const STATE_COLUMNS: readonly CsvColumn<ExportedRow>[] = columnsOf(STATE_FIELDS);

/** The flat fields of a policy event. */
export const POLICY_EVENT_COLUMNS: readonly CsvColumn<ExportedRow>[] = columnsOf(EVENT_FIELDS);

function columnsOf(fields: readonly string[]): readonly CsvColumn<ExportedRow>[] {
  const others = fields.filter(name => !FIRST.includes(name) && !TREES.includes(name));
  return [...FIRST.map(ofField), ...ADDED, ...others.map(ofField)];
}

function ofField(name: string): CsvColumn<ExportedRow> {
  return { name, read: ({ wire }) => wire[name] };
}
