import { Link } from '@fluentui/react-components';
import { activityLog as words } from '#strings/activity-log';
import { PrincipalText } from '../../../components/principal-text.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from '../../../components/resource-table.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import { localTime } from '../../../lib/format/time.ts';
import type { LogEvent } from '../log-event.ts';
import { operationWords } from '../operation-words.ts';
import { StatusBadge } from './status-badge.tsx';

type Props = Omit<ResourceTableProps<LogEvent>, 'label' | 'columns' | 'rowKey'> & {
  onOpen(event: LogEvent): void;
};

/** Entries of the log, each with what it takes to open it. */
export function LogTable({ onOpen, ...props }: Props) {
  const columns: readonly Column<LogEvent>[] = [
    {
      id: 'operation',
      header: words.operation,
      width: 290,
      cell: event => (
        <Link
          as="button"
          title={event.operation}
          aria-label={words.open(operationWords(event.operation), localTime(event.at))}
          onClick={() => onOpen(event)}
        >
          {operationWords(event.operation)}
        </Link>
      ),
    },
    { id: 'status', header: words.status, width: 120, cell: ({ status }) => <StatusBadge status={status} /> },
    { id: 'time', header: words.time, width: 130, cell: ({ at }) => <TimeText at={at} /> },
    { id: 'caller', header: words.caller, width: 170, cell: ({ caller }) => <PrincipalText id={caller} /> },
    {
      id: 'resource',
      header: words.resource,
      width: 220,
      cell: ({ resourceId }) => <span title={resourceId}>{shortPath(resourceId)}</span>,
    },
    {
      id: 'type',
      header: words.resourceType,
      width: 160,
      cell: ({ resourceType }) => <span title={resourceType}>{typeWord(resourceType)}</span>,
    },
    { id: 'category', header: words.category, width: 130, cell: ({ category }) => category },
    { id: 'level', header: words.level, width: 110, cell: ({ level }) => level },
  ];
  return <ResourceTable {...props} label={words.table} columns={columns} rowKey={({ id }) => id} />;
}
