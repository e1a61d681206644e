import { Button } from '@fluentui/react-components';
import { common } from '#strings/common';
import { compliancePages } from '#strings/compliance';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { effectWord } from '../../../components/effect-badge.tsx';
import { PercentBar } from '../../../components/percent-bar.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import { type PolicySummary, stateOf, totalOf } from '../../../lib/insights/summary.ts';

const words = compliancePages.assignment;
const listWords = compliancePages.list;

/** The members of an initiative, with how compliant what each judges is. */
export function PolicyTable({
  policies,
  nameOfDefinition,
  onShow,
}: {
  readonly policies: readonly PolicySummary[];
  nameOfDefinition(id: string): string;
  /** The results of a member are asked for. */
  onShow(referenceId: string): void;
}) {
  const columns: readonly Column<PolicySummary>[] = [
    {
      id: 'policy',
      header: words.policy,
      width: 360,
      cell: ({ definitionId, referenceId }) => (
        <span title={referenceId}>
          <PortalLink to="/policy/definitions/details" search={{ id: definitionId }}>
            {nameOfDefinition(definitionId)}
          </PortalLink>
        </span>
      ),
    },
    { id: 'effect', header: words.effect, width: 110, cell: ({ effect }) => effectWord(effect) },
    {
      id: 'state',
      header: words.state,
      width: 150,
      cell: ({ totals }) => <ComplianceBadge state={stateOf(totals.resources) ?? 'NotStarted'} />,
    },
    {
      id: 'percentage',
      header: listWords.percentage,
      width: 160,
      cell: ({ totals }) => <PercentBar value={totals.percentage} />,
    },
    {
      id: 'resources',
      header: listWords.resources,
      width: 190,
      align: 'end',
      cell: ({ totals: { resources } }) =>
        listWords.ofAll(number(resources['NonCompliant'] ?? 0), number(totalOf(resources))),
    },
    { id: 'groups', header: words.group, width: 160, cell: ({ groupNames }) => groupNames.join(', ') || '–' },
    {
      id: 'show',
      header: words.tabs.resources,
      width: 150,
      cell: ({ referenceId }) =>
        referenceId === undefined ? null : (
          <Button size="small" appearance="subtle" onClick={() => onShow(referenceId)}>
            {words.showResources}
          </Button>
        ),
    },
  ];
  return (
    <ResourceTable
      label={words.policiesTable}
      columns={columns}
      rows={policies.toSorted(worstFirst)}
      rowKey={({ referenceId, definitionId }) => referenceId ?? definitionId}
      empty={<EmptyState title={common.noMatch} />}
    />
  );
}

function worstFirst(one: PolicySummary, other: PolicySummary): number {
  return (other.totals.resources['NonCompliant'] ?? 0) - (one.totals.resources['NonCompliant'] ?? 0);
}
