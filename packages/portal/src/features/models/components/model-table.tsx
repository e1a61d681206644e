import { models as words } from '#strings/models';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { bytes, number } from '../../../lib/format/number.ts';
import type { CatalogModel } from '../../../lib/models/catalog-model.ts';
import type { MorePages } from '../../../lib/more-pages.ts';
import { ModelVerdict } from './model-verdict.tsx';

const { columns } = words;

export type ModelTableProps = MorePages & {
  readonly models: readonly CatalogModel[];
  readonly workspace: string | undefined;
  readonly total: number | undefined;
  readonly isLoading: boolean;
};

/** Models as a table. */
export function ModelTable({ models, workspace, ...others }: ModelTableProps) {
  const shown: readonly Column<CatalogModel>[] = [
    {
      id: 'name',
      header: columns.name,
      width: 280,
      cell: ({ assetId, displayName }) => (
        <PortalLink to="/models/details" search={{ id: assetId, workspace }}>
          {displayName}
        </PortalLink>
      ),
    },
    ...(workspace === undefined
      ? []
      : [
          {
            id: 'verdict',
            header: columns.verdict,
            width: 260,
            cell: ({ answer }: CatalogModel) => answer !== undefined && <ModelVerdict answer={answer} />,
          },
        ]),
    { id: 'publisher', header: columns.publisher, width: 170, cell: ({ publisher }) => publisher ?? '–' },
    { id: 'task', header: columns.task, width: 170, cell: ({ task }) => task ?? '–' },
    {
      id: 'size',
      header: columns.size,
      width: 90,
      align: 'end',
      cell: ({ sizeBytes }) => (sizeBytes === undefined ? '–' : bytes(sizeBytes)),
    },
    { id: 'licence', header: columns.licence, width: 150, cell: ({ licence }) => licence ?? '–' },
    { id: 'registry', header: columns.registry, width: 150, cell: ({ registry }) => registry },
    { id: 'version', header: columns.version, width: 130, cell: ({ version }) => version },
    {
      id: 'deployments',
      header: columns.deployments,
      width: 110,
      align: 'end',
      cell: ({ deployments }) => (deployments === undefined ? '–' : number(deployments)),
    },
  ];
  return (
    <ResourceTable
      label={words.listed}
      columns={shown}
      rows={models}
      rowKey={({ assetId }) => assetId}
      empty={null}
      {...others}
    />
  );
}
