import { Button } from '@fluentui/react-components';
import { common } from '#strings/common';
import { deployments as words } from '#strings/deployments';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { matchesWords } from '../../../lib/words.ts';
import { type Endpoint, useEndpoints } from '../api/use-endpoints.ts';

/** Where deployments answer, at the scope of the portal or in one workspace. */
export function EndpointsTab({ workspace }: { readonly workspace: string | undefined }) {
  const [{ q = '' }, change] = useUrlState<'q'>();
  const query = useEndpoints();
  const all = query.data?.filter(
    ({ workspaceId }) => workspace === undefined || workspaceId.toLowerCase() === workspace.toLowerCase(),
  );
  const rows = all?.filter(({ name, workspaceId }) => matchesWords(q, name, nameOfId(workspaceId))) ?? [];
  const setText = (text: string) => change({ q: text === '' ? undefined : text }, { replace: true });
  return (
    <>
      <SearchField label={words.searchEndpoints} value={q} onChange={setText} />
      {query.isError ? (
        <ErrorState error={query.error} what={words.endpointsNotRead} onRetry={() => void query.refetch()} />
      ) : (
        <ResourceTable
          label={words.tabs.endpoints}
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={all === undefined}
          empty={
            all?.length === 0 ? (
              <EmptyState title={words.emptyEndpoints} hint={words.emptyEndpointsHint} />
            ) : (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={() => setText('')}>{common.clearFilters}</Button>}
              />
            )
          }
        />
      )}
    </>
  );
}

const { columns } = words;
const COLUMNS: readonly Column<Endpoint>[] = [
  {
    id: 'name',
    header: columns.endpoint,
    width: 260,
    cell: ({ id, name, kind }) => (
      <PortalLink to={kind === 'serverless' ? '/deployments/details' : '/endpoints/details'} search={{ id }}>
        {name}
      </PortalLink>
    ),
  },
  {
    id: 'workspace',
    header: columns.workspace,
    width: 220,
    cell: ({ workspaceId }) => (
      <PortalLink to="/deployments" search={{ workspace: workspaceId }}>
        {nameOfId(workspaceId)}
      </PortalLink>
    ),
  },
  { id: 'kind', header: columns.kind, width: 140, cell: ({ kind }) => words.kinds[kind] ?? kind },
  { id: 'location', header: columns.location, width: 160, cell: ({ location }) => location },
];
