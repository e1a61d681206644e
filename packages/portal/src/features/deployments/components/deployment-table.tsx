import type { ReactNode } from 'react';
import { deployments as words } from '#strings/deployments';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import type { ModelDeployment } from '../api/model-deployment.ts';
import { ModelText } from './model-text.tsx';

export type DeploymentTableProps = {
  readonly rows: readonly ModelDeployment[];
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  onMore(): void;
  readonly empty: ReactNode;
};

/** Deployments with their model and what policy says of them. */
export function DeploymentTable(props: DeploymentTableProps) {
  return <ResourceTable label={words.title} columns={COLUMNS} rowKey={({ id }) => id} {...props} />;
}

const { columns } = words;
const COLUMNS: readonly Column<ModelDeployment>[] = [
  {
    id: 'name',
    header: columns.name,
    width: 180,
    cell: ({ id, name }) => (
      <span title={id}>
        <PortalLink to="/deployments/details" search={{ id }}>
          {name}
        </PortalLink>
      </span>
    ),
  },
  {
    id: 'endpoint',
    header: columns.endpoint,
    width: 190,
    cell: ({ endpointId }) =>
      endpointId === undefined ? (
        '–'
      ) : (
        <PortalLink to="/endpoints/details" search={{ id: endpointId }}>
          {nameOfId(endpointId)}
        </PortalLink>
      ),
  },
  {
    id: 'workspace',
    header: columns.workspace,
    width: 170,
    cell: ({ parentId }) => (
      <PortalLink to="/deployments" search={{ workspace: parentId }}>
        {nameOfId(parentId)}
      </PortalLink>
    ),
  },
  { id: 'model', header: columns.model, width: 280, cell: ({ model }) => <ModelText model={model} /> },
  { id: 'registry', header: columns.registry, width: 150, cell: ({ model }) => model.registry ?? '–' },
  {
    id: 'compliance',
    header: columns.compliance,
    width: 160,
    cell: ({ id, complianceState }) =>
      complianceState === undefined ? (
        words.notJudged
      ) : (
        <PortalLink to="/policy/compliance/resource" search={{ id }}>
          <ComplianceBadge state={complianceState} />
        </PortalLink>
      ),
  },
  { id: 'kind', header: columns.kind, width: 110, cell: ({ kind }) => words.kinds[kind] },
  { id: 'since', header: columns.since, width: 130, cell: ({ createdAt }) => <TimeText at={createdAt} /> },
];
