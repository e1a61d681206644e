import { deployments as words } from '#strings/deployments';
import { explanation } from '#strings/explanation';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { VerdictBadge } from '../../../components/verdict-badge.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import type { DecisionSummary } from '../../../lib/explanation/decision.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { useDecisions } from '../api/use-decisions.ts';

const { details } = words;

/** The requests for a deployment that policy judged. */
export function DecisionsTable({ id }: { readonly id: string }) {
  const decisions = useDecisions(id);
  if (decisions.isError && decisions.data === undefined)
    return (
      <ErrorState
        error={decisions.error}
        what={details.decisionsNotRead}
        onRetry={() => void decisions.refetch()}
      />
    );
  return (
    <ResourceTable
      label={details.decisions}
      columns={COLUMNS}
      rows={decisions.data?.pages.flatMap(({ items }) => items) ?? []}
      rowKey={({ name }) => name}
      isLoading={decisions.isPending}
      {...morePages(decisions)}
      sortIn="decisionsSort"
      csv={{ file: `decisions-${nameOfId(id)}`, also: CSV }}
      empty={<EmptyState title={details.decisionsEmpty} hint={details.decisionsEmptyHint} />}
    />
  );
}

const COLUMNS: readonly Column<DecisionSummary>[] = [
  {
    id: 'verdict',
    header: details.verdict,
    width: 160,
    value: ({ verdict }) => explanation.verdicts[verdict],
    cell: ({ name, verdict }) => (
      <PortalLink to="/audit/decision" search={{ id: name }}>
        <VerdictBadge verdict={verdict} />
      </PortalLink>
    ),
  },
  { id: 'at', header: details.at, width: 160, value: ({ at }) => at, cell: ({ at }) => <TimeText at={at} /> },
  {
    id: 'who',
    header: details.who,
    width: 240,
    value: ({ principalName, principalId }) => principalName ?? principalId,
    cell: ({ principalName, principalId }) => (
      <span title={principalId}>{principalName ?? principalId ?? '–'}</span>
    ),
  },
];

const CSV: readonly CsvColumn<DecisionSummary>[] = [
  { header: details.decision, value: ({ name }) => name },
  { header: details.correlationId, value: ({ correlationId }) => correlationId },
  { header: details.id, value: ({ resourceId }) => resourceId },
];
