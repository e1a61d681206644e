import { remediation } from '#strings/remediation';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from '../../../components/resource-table.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { shortPath } from '../../../lib/format/resource.ts';
import type { RemediatedResource } from '../remediation.ts';
import { TaskState } from './task-state.tsx';

const words = remediation.task;

const COLUMNS: readonly Column<RemediatedResource>[] = [
  {
    id: 'resource',
    header: words.resource,
    width: 260,
    cell: ({ resourceId }) => (
      <PortalLink to="/policy/compliance/resource" search={{ id: resourceId }}>
        <span title={resourceId}>{shortPath(resourceId)}</span>
      </PortalLink>
    ),
  },
  { id: 'status', header: words.status, width: 130, cell: ({ status }) => <TaskState state={status} /> },
  {
    id: 'error',
    header: words.error,
    width: 380,
    cell: ({ error }) => <span title={error}>{error ?? '–'}</span>,
  },
  { id: 'location', header: words.location, width: 120, cell: ({ location }) => location ?? '–' },
  {
    id: 'deployment',
    header: words.deployment,
    width: 220,
    cell: ({ deploymentId }) =>
      deploymentId === undefined ? '–' : <IdText id={deploymentId} label={words.deployment} most={24} />,
  },
  {
    id: 'updated',
    header: remediation.updated,
    width: 130,
    cell: ({ updatedOn }) => <TimeText at={updatedOn} />,
  },
];

type Props = Omit<ResourceTableProps<RemediatedResource>, 'label' | 'columns' | 'rowKey'>;

/** What became of each resource of a task. */
export function DeploymentTable(props: Props) {
  return (
    <ResourceTable
      {...props}
      label={words.deployments}
      columns={COLUMNS}
      rowKey={({ resourceId }) => resourceId}
    />
  );
}
