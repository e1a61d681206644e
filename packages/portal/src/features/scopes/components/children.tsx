import { resourceTypes } from '#strings/resource-types';
import { scopePage as words } from '#strings/scope-page';
import { Card } from '../../../components/card.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ListError } from '../../../components/states.tsx';
import { pageOf } from '../../../lib/page-of.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import { useResources } from '../api/get-resources.ts';
import type { ShownScope } from '../shown-scope.ts';

type Child = { readonly id: string; readonly name: string; readonly kind: string; readonly location: string };

const COLUMNS: readonly Column<Child>[] = [
  {
    id: 'name',
    header: words.columns.name,
    width: 240,
    cell: ({ id, name }) => {
      const place = pageOf(id);
      return place === undefined ? name : <PortalLink {...place}>{name}</PortalLink>;
    },
  },
  {
    id: 'kind',
    header: words.columns.kind,
    width: 260,
    cell: ({ kind }) => <span title={kind}>{kind}</span>,
  },
  { id: 'location', header: words.columns.location, width: 120, cell: ({ location }) => location },
];

/** What is directly in a scope: scopes of the tree, and the resources of a resource group. */
export function Children({
  scope,
  tree,
}: {
  readonly scope: ShownScope;
  readonly tree: readonly ScopeNode[];
}) {
  const isGroup = scope.kind === 'resourceGroup';
  const resources = useResources(isGroup ? scope.id : undefined);
  const scopes = tree
    .filter(({ parentId }) => parentId?.toLowerCase() === scope.id.toLowerCase())
    .map(({ id, displayName, kind }) => ({ id, name: displayName, kind: words.kinds[kind], location: '' }));
  const rows = [
    ...scopes,
    ...(resources.data ?? []).map(each => ({
      ...each,
      kind: resourceTypes[each.type.toLowerCase()] ?? each.type,
    })),
  ];
  return (
    <Card title={words.children}>
      <ListError query={resources} what={words.childrenFailed} />
      {(resources.error === null || resources.data !== undefined) && (
        <ResourceTable
          label={words.childrenOf(scope.displayName)}
          columns={isGroup ? COLUMNS : COLUMNS.filter(({ id }) => id !== 'location')}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={isGroup && resources.data === undefined}
          empty={<EmptyState title={words.noChildren} hint={words.noChildrenHint} />}
        />
      )}
    </Card>
  );
}
