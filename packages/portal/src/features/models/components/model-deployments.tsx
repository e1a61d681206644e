import { deployments as words } from '#strings/deployments';
import { models } from '#strings/models';
import { DeploymentCompliance, DeploymentLink } from '../../../components/deployment-cells.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import { assetIdOf, type ModelName } from '../../../lib/models/asset-id.ts';
import type { Deployment } from '../../../lib/models/deployment.ts';
import { useDeployments } from '../../../lib/models/use-deployments.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { isEqual } from '../../../lib/odata.ts';

const { columns } = words;

const COLUMNS: readonly Column<Deployment>[] = [
  { id: 'name', header: columns.name, width: 240, cell: each => <DeploymentLink deployment={each} /> },
  { id: 'kind', header: columns.kind, width: 110, cell: ({ kind }) => words.kinds[kind] ?? kind },
  {
    id: 'place',
    header: columns.place,
    width: 180,
    cell: ({ parentId }) => <span title={parentId}>{nameOfId(parentId)}</span>,
  },
  { id: 'version', header: columns.version, width: 90, cell: ({ model }) => model.version ?? '–' },
  {
    id: 'compliance',
    header: columns.compliance,
    width: 170,
    cell: each => <DeploymentCompliance deployment={each} />,
  },
  { id: 'since', header: columns.since, width: 130, cell: ({ createdAt }) => <TimeText at={createdAt} /> },
];

/** Where a model runs, in any version, as far as the reader may see. */
export function ModelDeployments({ name }: { readonly name: ModelName }) {
  const query = useDeployments({
    scope: '',
    filter: isEqual('modelId', assetIdOf({ ...name, version: undefined })),
  });
  const { data, error, isPending, refetch } = query;
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  if (error !== null && data === undefined)
    return (
      <ErrorState
        error={error}
        what={models.details.couldNotReadDeployments}
        onRetry={() => void refetch()}
      />
    );
  return (
    <ResourceTable
      label={words.listed}
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      isLoading={isPending}
      {...morePages(query)}
      empty={<EmptyState title={models.details.runsNowhere} hint={models.details.runsNowhereHint} />}
    />
  );
}
