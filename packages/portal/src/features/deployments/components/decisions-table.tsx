import { deployments as words } from '#strings/deployments';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { VerdictBadge } from '../../../components/verdict-badge.tsx';
import type { DecisionSummary } from '../../../lib/explanation/decision.ts';
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
      empty={<EmptyState title={details.decisionsEmpty} hint={details.decisionsEmptyHint} />}
    />
  );
}

const COLUMNS: readonly Column<DecisionSummary>[] = [
  {
    id: 'verdict',
    header: details.verdict,
    width: 160,
    cell: ({ name, verdict }) => (
      <PortalLink to="/audit/decision" search={{ id: name }}>
        <VerdictBadge verdict={verdict} />
      </PortalLink>
    ),
  },
  { id: 'at', header: details.at, width: 160, cell: ({ at }) => <TimeText at={at} /> },
  {
    id: 'who',
    header: details.who,
    width: 240,
    cell: ({ principalName, principalId }) => (
      <span title={principalId}>{principalName ?? principalId ?? '–'}</span>
    ),
  },
];
