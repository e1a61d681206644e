import { activityLog } from '#strings/activity-log';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from '../../../components/resource-table.tsx';
import { RowButton } from '../../../components/row-button.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import type { LogEvent } from '../log-event.ts';
import { operationWords } from '../operation-words.ts';
import { resourcePlace } from '../resource-place.ts';
import { StatusBadge } from './status-badge.tsx';

const words = activityLog.columns;

type Props = Omit<ResourceTableProps<LogEvent>, 'label' | 'columns' | 'rowKey'> & {
  nameOfCaller(caller: string): string;
  onOpen(event: LogEvent): void;
};

/** Entries of the log, a row each. */
export function LogTable({ nameOfCaller, onOpen, ...props }: Props) {
  const columns: readonly Column<LogEvent>[] = [
    {
      id: 'operation',
      header: words.operation,
      width: 310,
      cell: event => (
        <RowButton
          label={operationWords(event.operation)}
          title={event.operation}
          onClick={() => onOpen(event)}
        />
      ),
    },
    {
      id: 'status',
      header: words.status,
      width: 180,
      cell: ({ status, level }) => <StatusBadge status={status} level={level} />,
    },
    { id: 'time', header: words.time, width: 130, cell: ({ at }) => <TimeText at={at} /> },
    {
      id: 'caller',
      header: words.caller,
      width: 170,
      cell: ({ caller }) => <span title={caller}>{nameOfCaller(caller)}</span>,
    },
    {
      id: 'resource',
      header: words.resource,
      width: 230,
      cell: event => <ResourceName event={event} nameOfPrincipal={nameOfCaller} />,
    },
    {
      id: 'type',
      header: words.resourceType,
      width: 160,
      cell: ({ resourceType }) => <span title={resourceType}>{typeWord(resourceType)}</span>,
    },
    {
      id: 'group',
      header: words.resourceGroup,
      width: 150,
      cell: ({ resourceGroup }) => resourceGroup ?? '–',
    },
    {
      id: 'category',
      header: words.category,
      width: 120,
      cell: ({ category }) => activityLog.categories[category] ?? category,
    },
  ];
  return <ResourceTable {...props} label={activityLog.table} columns={columns} rowKey={({ id }) => id} />;
}

/** The resource of an entry in short. */
export function ResourceName({
  event,
  nameOfPrincipal,
}: {
  readonly event: LogEvent;
  nameOfPrincipal(objectId: string): string;
}) {
  const { resourceId: id } = event;
  const page = resourcePlace(event);
  const short = shortPath(id) || id;
  const name = /^\/providers\/Sluice\.Governance\/principals\/[^/]+$/i.test(id)
    ? nameOfPrincipal(short)
    : short;
  return (
    <span title={id}>
      {page === undefined ? (
        name
      ) : (
        <PortalLink to={page.to} search={page.search}>
          {name}
        </PortalLink>
      )}
    </span>
  );
}
