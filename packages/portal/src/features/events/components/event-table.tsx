import { Link } from '@fluentui/react-components';
import { events as words } from '#strings/events';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { PrincipalText } from '../../../components/principal-text.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from '../../../components/resource-table.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import { localTime } from '../../../lib/format/time.ts';
import type { PolicyEvent } from '../../../lib/insights/policy-event.ts';

type Props = Omit<ResourceTableProps<PolicyEvent>, 'label' | 'columns' | 'rowKey'> & {
  onOpen(event: PolicyEvent): void;
  nameOfAssignment(id: string): string;
  nameOfDefinition(id: string): string;
};

/** Events, each with what it takes to open it. */
export function EventTable({ onOpen, nameOfAssignment, nameOfDefinition, ...props }: Props) {
  const columns: readonly Column<PolicyEvent>[] = [
    {
      id: 'resource',
      header: words.resource,
      width: 220,
      cell: event => (
        <Link
          as="button"
          title={event.resourceId}
          aria-label={words.open(shortPath(event.resourceId), localTime(event.timestamp))}
          onClick={() => onOpen(event)}
        >
          {shortPath(event.resourceId)}
        </Link>
      ),
    },
    { id: 'time', header: words.time, width: 130, cell: ({ timestamp }) => <TimeText at={timestamp} /> },
    { id: 'action', header: words.action, width: 130, cell: ({ effect }) => <EffectBadge effect={effect} /> },
    {
      id: 'state',
      header: words.state,
      width: 150,
      cell: ({ complianceState }) => <ComplianceBadge state={complianceState} />,
    },
    {
      id: 'assignment',
      header: words.assignment,
      width: 230,
      cell: ({ assignmentId }) => (
        <PortalLink to="/policy/assignments/details" search={{ id: assignmentId }}>
          <span title={assignmentId}>{nameOfAssignment(assignmentId)}</span>
        </PortalLink>
      ),
    },
    {
      id: 'policy',
      header: words.policy,
      width: 230,
      cell: ({ definitionId }) => <span title={definitionId}>{nameOfDefinition(definitionId)}</span>,
    },
    {
      id: 'principal',
      header: words.principal,
      width: 140,
      cell: ({ principalId }) => <PrincipalText id={principalId} />,
    },
    {
      id: 'type',
      header: words.type,
      width: 160,
      cell: ({ resourceType }) => <span title={resourceType}>{typeWord(resourceType)}</span>,
    },
  ];
  return <ResourceTable {...props} label={words.table} columns={columns} rowKey={keyOfEvent} />;
}

function keyOfEvent({
  timestamp,
  decisionId,
  resourceId,
  assignmentId,
  definitionId,
  referenceId,
}: PolicyEvent): string {
  return [timestamp, decisionId, resourceId, assignmentId, definitionId, referenceId].join(' ');
}
