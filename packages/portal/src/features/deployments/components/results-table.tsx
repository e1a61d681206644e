import { deployments as words } from '#strings/deployments';
import { ComplianceBadge, complianceWord } from '../../../components/compliance-badge.tsx';
import { DefinitionName } from '../../../components/definition-name.tsx';
import { EffectBadge, effectWord } from '../../../components/effect-badge.tsx';
import { QuotedText } from '../../../components/explanation/quoted-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { type PolicyState, reasonOf } from '../../../lib/insights/policy-state.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { useResults } from '../api/use-results.ts';

const { details } = words;

/** What each rule says of a deployment or endpoint. */
export function ResultsTable({ id }: { readonly id: string }) {
  const results = useResults(id);
  if (results.isError && results.data === undefined)
    return (
      <ErrorState
        error={results.error}
        what={details.complianceNotRead}
        onRetry={() => void results.refetch()}
      />
    );
  const rows = results.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ResourceTable
        label={details.compliance}
        columns={COLUMNS}
        rows={rows}
        rowKey={({ assignmentId, definitionId, referenceId }) =>
          `${assignmentId} ${definitionId} ${referenceId ?? ''}`
        }
        isLoading={results.isPending}
        {...morePages(results)}
        sortIn="resultsSort"
        csv={{ file: `compliance-${nameOfId(id)}`, also: CSV }}
        empty={<EmptyState title={details.complianceEmpty} hint={details.complianceEmptyHint} />}
      />
      {rows.length > 0 && (
        <PortalLink to="/policy/compliance/resource" search={{ id }}>
          {details.seeResults}
        </PortalLink>
      )}
    </>
  );
}

const COLUMNS: readonly Column<PolicyState>[] = [
  {
    id: 'state',
    header: details.state,
    width: 170,
    value: ({ complianceState }) => complianceWord(complianceState),
    cell: ({ complianceState }) => <ComplianceBadge state={complianceState} />,
  },
  {
    id: 'rule',
    header: details.rule,
    width: 380,
    cell: ({ definitionId }) => <DefinitionName id={definitionId} />,
  },
  {
    id: 'effect',
    header: details.effect,
    width: 110,
    value: ({ effect }) => effectWord(effect),
    cell: ({ effect }) => <EffectBadge effect={effect} />,
  },
  {
    id: 'since',
    header: details.since,
    width: 140,
    value: ({ changedOn }) => changedOn,
    cell: ({ changedOn }) => <TimeText at={changedOn} />,
  },
  {
    id: 'reason',
    header: details.reason,
    width: 460,
    value: whyNot,
    cell: state => {
      const reason = whyNot(state);
      return reason === undefined ? (
        '–'
      ) : (
        <span title={reason}>
          <QuotedText text={reason} />
        </span>
      );
    },
  },
];

const CSV: readonly CsvColumn<PolicyState>[] = [
  { header: details.definitionId, value: ({ definitionId }) => definitionId },
  { header: details.assignmentId, value: ({ assignmentId }) => assignmentId },
  { header: details.id, value: ({ resourceId }) => resourceId },
];

/** What is compliant needs no reason. */
function whyNot(state: PolicyState): string | undefined {
  return state.complianceState === 'Compliant' ? undefined : reasonOf(state);
}
