import { compliancePages } from '#strings/compliance';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { effectWord } from '../../../components/effect-badge.tsx';
import { QuotedText } from '../../../components/explanation/quoted-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from '../../../components/resource-table.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import type { PolicyState } from '../../../lib/insights/policy-state.ts';
import { reasonOf } from '../../../lib/insights/policy-state.ts';

const words = compliancePages.assignment;

/** What each column that can be sorted by is called in `$orderby`. */
export const RESULT_ORDERS: Readonly<Record<string, string>> = {
  resource: 'resourceId',
  state: 'complianceState',
  policy: 'policyDefinitionReferenceId',
  since: 'complianceStateChangedOn',
  type: 'resourceType',
  location: 'resourceLocation',
};

type Props = Omit<ResourceTableProps<PolicyState>, 'label' | 'columns' | 'rowKey'> & {
  readonly at: string | undefined;
  /** Shows which member of the initiative each result is of. */
  readonly hasMembers: boolean;
  nameOfDefinition(id: string): string;
};

/** Results of an assignment, one a resource and policy. */
export function ResultTable({ at, hasMembers, nameOfDefinition, ...props }: Props) {
  const columns: readonly Column<PolicyState>[] = [
    {
      id: 'resource',
      header: words.resource,
      width: 260,
      isSortable: true,
      cell: ({ resourceId, assignmentId }) => (
        <PortalLink
          to="/policy/compliance/resource"
          search={{ id: resourceId, assignment: assignmentId, at }}
        >
          <span title={resourceId}>{shortPath(resourceId)}</span>
        </PortalLink>
      ),
    },
    {
      id: 'state',
      header: words.state,
      width: 140,
      isSortable: true,
      cell: ({ complianceState }) => <ComplianceBadge state={complianceState} />,
    },
    ...(hasMembers
      ? [
          {
            id: 'policy',
            header: words.policy,
            width: 240,
            isSortable: true,
            cell: ({ definitionId, referenceId }: PolicyState) => (
              <span title={referenceId}>{nameOfDefinition(definitionId)}</span>
            ),
          },
        ]
      : []),
    { id: 'effect', header: words.effect, width: 110, cell: ({ effect }) => effectWord(effect) },
    {
      id: 'since',
      header: words.since,
      width: 130,
      isSortable: true,
      cell: ({ changedOn }) => <TimeText at={changedOn} />,
    },
    {
      id: 'reason',
      header: words.reason,
      width: 320,
      cell: row => <Reason words={reasonOf(row)} />,
    },
    {
      id: 'type',
      header: words.type,
      width: 170,
      isSortable: true,
      cell: ({ resourceType }) => <span title={resourceType}>{typeWord(resourceType)}</span>,
    },
    {
      id: 'location',
      header: words.location,
      width: 110,
      isSortable: true,
      cell: row => row.resourceLocation ?? '–',
    },
  ];
  return (
    <ResourceTable
      {...props}
      label={words.table}
      columns={columns}
      rowKey={({ resourceId, definitionId, referenceId }) =>
        `${resourceId} ${definitionId} ${referenceId ?? ''}`
      }
    />
  );
}

function Reason({ words: sentence }: { readonly words: string | undefined }) {
  return <span title={sentence}>{sentence === undefined ? '–' : <QuotedText text={sentence} />}</span>;
}
