import { events } from '#strings/events';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { effectWord } from '../../../components/effect-badge.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from '../../../components/resource-table.tsx';
import { RowButton } from '../../../components/row-button.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import type { PolicyEvent } from '../../../lib/insights/policy-event.ts';
import { pageOf } from '../../../lib/page-of.ts';
import { eventKey } from '../event-key.ts';

const words = events.columns;

/** What each column that can be sorted by is called in `$orderby`. */
export const EVENT_ORDERS: Readonly<Record<string, string>> = {
  state: 'complianceState',
  time: 'timestamp',
  resource: 'resourceId',
  type: 'resourceType',
};

/** What ids are called. */
export type EventNames = {
  ofDefinition(id: string): string;
  ofAssignment(id: string): string;
  ofPrincipal(id: string | undefined): string;
};

type Props = Omit<ResourceTableProps<PolicyEvent>, 'label' | 'columns' | 'rowKey'> & {
  readonly names: EventNames;
  onOpen(event: PolicyEvent): void;
};

/** Events, a row for each rule and request. */
export function EventTable({ names, onOpen, ...props }: Props) {
  const columns: readonly Column<PolicyEvent>[] = [
    {
      id: 'event',
      header: words.event,
      width: 330,
      cell: event => <RowButton label={eventWords(event, names)} onClick={() => onOpen(event)} />,
    },
    {
      id: 'state',
      header: words.state,
      width: 150,
      isSortable: true,
      cell: ({ complianceState }) => <ComplianceBadge state={complianceState} />,
    },
    {
      id: 'time',
      header: words.time,
      width: 130,
      isSortable: true,
      cell: ({ timestamp }) => <TimeText at={timestamp} />,
    },
    {
      id: 'principal',
      header: words.principal,
      width: 150,
      cell: ({ principalId }) => <span title={principalId}>{names.ofPrincipal(principalId)}</span>,
    },
    {
      id: 'resource',
      header: words.resource,
      width: 220,
      isSortable: true,
      cell: ({ resourceId }) => <ResourceName id={resourceId} />,
    },
    {
      id: 'assignment',
      header: words.assignment,
      width: 220,
      cell: ({ assignmentId }) => (
        <span title={assignmentId}>
          <PortalLink to="/policy/assignments/details" search={{ id: assignmentId }}>
            {names.ofAssignment(assignmentId)}
          </PortalLink>
        </span>
      ),
    },
    {
      id: 'type',
      header: words.type,
      width: 170,
      isSortable: true,
      cell: ({ resourceType }) => <span title={resourceType}>{typeWord(resourceType)}</span>,
    },
    {
      id: 'group',
      header: words.resourceGroup,
      width: 140,
      cell: ({ resourceGroup }) => resourceGroup ?? '–',
    },
  ];
  return <ResourceTable {...props} label={events.table} columns={columns} rowKey={eventKey} />;
}

/** "Deny: Only approved registries" */
export function eventWords(
  { effect, definitionId }: Pick<PolicyEvent, 'effect' | 'definitionId'>,
  names: Pick<EventNames, 'ofDefinition'>,
): string {
  return events.said(effectWord(effect), names.ofDefinition(definitionId));
}

/** A resource in short, leading to its page where its kind has one. */
export function ResourceName({ id }: { readonly id: string }) {
  const page = pageOf(id);
  const name = shortPath(id);
  return <span title={id}>{page === undefined ? name : <PortalLink {...page}>{name}</PortalLink>}</span>;
}
