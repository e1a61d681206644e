import { compliancePages } from '#strings/compliance';
import { ExportButton } from '../../../components/export-button.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import { saveExport } from '../../../lib/export.ts';
import { saveCsv } from '../../../lib/save-csv.ts';
import { fileName } from '../../../lib/save-file.ts';
import type { AssignmentRow } from '../assignment-rows.ts';

const words = compliancePages.list;

const COLUMNS: readonly CsvColumn<AssignmentRow>[] = [
  { header: 'assignmentId', value: ({ id }) => id },
  { header: 'displayName', value: ({ displayName }) => displayName },
  { header: 'scope', value: ({ scope }) => scope },
  { header: 'type', value: ({ kind }) => kind },
  { header: 'enforced', value: ({ isEnforced }) => isEnforced },
  { header: 'complianceState', value: ({ state }) => state },
  { header: 'compliancePercentage', value: ({ percentage }) => percentage },
  { header: 'nonCompliantResources', value: ({ badResources }) => badResources },
  { header: 'resources', value: ({ allResources }) => allResources },
  { header: 'nonCompliantPolicies', value: ({ badPolicies }) => badPolicies },
  { header: 'policies', value: ({ allPolicies }) => allPolicies },
];

/** Exports the list as it is narrowed, or every state behind it. */
export function ComplianceExport({
  rows,
  scope,
  at,
  filter,
}: {
  readonly rows: readonly AssignmentRow[];
  readonly scope: string;
  readonly at: string | undefined;
  readonly filter: string | undefined;
}) {
  return (
    <ExportButton
      what={words.exported}
      formats={[
        { format: 'assignments', label: words.exportAssignments },
        { format: 'csv', label: words.exportStates },
        { format: 'ndjson', label: words.exportStatesNdjson },
      ]}
      onExport={async format => {
        if (format === 'assignments') return saveCsv('compliance', COLUMNS, rows);
        await saveExport(
          { kind: 'policyStates', scope, format, query: { to: at, $filter: filter } },
          fileName('policy-states', format),
        );
      }}
    />
  );
}
