import type { ReactNode } from 'react';
import { deployments as words } from '#strings/deployments';
import { complianceText, DeploymentCompliance, ModelLink } from '../../../components/deployment-cells.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import type { Deployment } from '../../../lib/models/deployment.ts';
import type { MorePages } from '../../../lib/more-pages.ts';

export type DeploymentTableProps = MorePages & {
  readonly rows: readonly Deployment[];
  readonly isLoading: boolean;
  /** Reads all rows, for a file, where only some are here. */
  readAll(): Promise<readonly Deployment[]>;
  readonly empty: ReactNode;
};

/** Deployments with their model and what policy says of them. */
export function DeploymentTable({ readAll, ...props }: DeploymentTableProps) {
  return (
    <ResourceTable
      label={words.title}
      columns={COLUMNS}
      rowKey={({ id }) => id}
      csv={{ file: 'deployments', also: CSV, readAll }}
      {...props}
    />
  );
}

const { columns } = words;
const COLUMNS: readonly Column<Deployment>[] = [
  {
    id: 'name',
    header: columns.name,
    width: 110,
    value: ({ name }) => name,
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
    width: 150,
    value: ({ endpointId }) => (endpointId === undefined ? undefined : nameOfId(endpointId)),
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
    width: 184,
    value: ({ parentId }) => nameOfId(parentId),
    cell: ({ parentId }) => (
      <PortalLink to="/deployments" search={{ workspace: parentId }}>
        {nameOfId(parentId)}
      </PortalLink>
    ),
  },
  {
    id: 'model',
    header: columns.model,
    width: 212,
    value: ({ model }) => model.name,
    cell: ({ model }) => <ModelLink model={model} />,
  },
  {
    id: 'registry',
    header: columns.registry,
    width: 132,
    value: ({ model }) => model.registry,
    cell: ({ model }) => model.registry ?? '–',
  },
  {
    id: 'compliance',
    header: columns.compliance,
    width: 136,
    value: complianceText,
    cell: deployment => <DeploymentCompliance deployment={deployment} />,
  },
  {
    id: 'kind',
    header: columns.kind,
    width: 98,
    value: ({ kind }) => words.kinds[kind] ?? kind,
    cell: ({ kind }) => words.kinds[kind] ?? kind,
  },
  {
    id: 'since',
    header: columns.since,
    width: 122,
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <TimeText at={createdAt} />,
  },
];

const CSV: readonly CsvColumn<Deployment>[] = [
  { header: columns.location, value: ({ location }) => location },
  { header: columns.assetId, value: ({ model }) => model.assetId },
  { header: columns.id, value: ({ id }) => id },
];
