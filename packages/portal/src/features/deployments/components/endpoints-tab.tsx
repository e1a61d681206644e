import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ApiError } from '@sluice/arm/client';
import { useMemo } from 'react';
import { common } from '#strings/common';
import { deployments as words } from '#strings/deployments';
import { ComplianceBadge, complianceWord } from '../../../components/compliance-badge.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { matchesWords } from '../../../lib/words.ts';
import { useEndpointStates } from '../api/use-endpoint-states.ts';
import { type Endpoint, useEndpoints } from '../api/use-endpoints.ts';
import type { EndpointStates } from '../endpoint-states.ts';

const useStyles = makeStyles({
  bar: { margin: `${tokens.spacingVerticalM} 0` },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Where deployments answer, at the scope of the portal or in one workspace. */
export function EndpointsTab({
  scope,
  workspace,
}: {
  /** The workspace where there is one, else the scope of the portal. */
  readonly scope: string | undefined;
  readonly workspace: string | undefined;
}) {
  const styles = useStyles();
  const [{ q = '' }, change] = useUrlState<'q'>();
  const query = useEndpoints();
  const states = useEndpointStates(scope);
  const { data, error } = states;
  const isRefused = error instanceof ApiError && error.status === 403;
  const columns = useMemo(() => columnsOf(data, isRefused), [data, isRefused]);
  const all = query.data?.filter(
    ({ workspaceId }) => workspace === undefined || workspaceId.toLowerCase() === workspace.toLowerCase(),
  );
  const rows = all?.filter(({ name, workspaceId }) => matchesWords(q, name, nameOfId(workspaceId))) ?? [];
  const setText = (text: string) => change({ q: text === '' ? undefined : text }, { replace: true });
  return (
    <>
      <div className={styles.bar}>
        <SearchField label={words.searchEndpoints} value={q} onChange={setText} />
      </div>
      {error !== null && !isRefused && (
        <ErrorState error={error} what={words.statesNotRead} onRetry={() => void states.refetch()} />
      )}
      {query.isError ? (
        <ErrorState error={query.error} what={words.endpointsNotRead} onRetry={() => void query.refetch()} />
      ) : (
        <ResourceTable
          label={words.tabs.endpoints}
          columns={columns}
          rows={rows}
          sortIn="sort"
          csv={{ file: 'endpoints', also: CSV }}
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

const { columns: heads } = words;

function columnsOf(
  data: ReadonlyMap<string, EndpointStates> | undefined,
  isRefused: boolean,
): readonly Column<Endpoint>[] {
  const of = ({ id }: Endpoint, part: keyof EndpointStates) => data?.get(id.toLowerCase())?.[part];
  const text = (state: string | undefined) => {
    if (state !== undefined) return complianceWord(state);
    if (isRefused) return words.unknownCompliance;
    return data === undefined ? undefined : words.notJudged;
  };
  const shown = (state: string | undefined) =>
    state === undefined ? <Quiet text={text(state) ?? '…'} /> : <ComplianceBadge state={state} />;
  return [
    ...COLUMNS,
    {
      id: 'compliance',
      header: heads.compliance,
      width: 160,
      value: endpoint => text(of(endpoint, 'own')),
      cell: endpoint => shown(of(endpoint, 'own')),
    },
    {
      id: 'behind',
      header: heads.behind,
      width: 160,
      // A serverless endpoint is what it deploys.
      value: endpoint => (endpoint.kind === 'serverless' ? undefined : text(of(endpoint, 'deployments'))),
      cell: endpoint => (endpoint.kind === 'serverless' ? '–' : shown(of(endpoint, 'deployments'))),
    },
    {
      id: 'location',
      header: heads.location,
      width: 140,
      value: ({ location }) => location,
      cell: ({ location }) => location,
    },
  ];
}

function Quiet({ text }: { readonly text: string }) {
  const styles = useStyles();
  return <span className={styles.quiet}>{text}</span>;
}

const COLUMNS: readonly Column<Endpoint>[] = [
  {
    id: 'name',
    header: heads.endpoint,
    width: 240,
    value: ({ name }) => name,
    cell: ({ id, name, kind }) => (
      <PortalLink to={kind === 'serverless' ? '/deployments/details' : '/endpoints/details'} search={{ id }}>
        {name}
      </PortalLink>
    ),
  },
  {
    id: 'workspace',
    header: heads.workspace,
    width: 200,
    value: ({ workspaceId }) => nameOfId(workspaceId),
    cell: ({ workspaceId }) => (
      <PortalLink to="/deployments" search={{ workspace: workspaceId }}>
        {nameOfId(workspaceId)}
      </PortalLink>
    ),
  },
  {
    id: 'kind',
    header: heads.kind,
    width: 120,
    value: ({ kind }) => words.kinds[kind] ?? kind,
    cell: ({ kind }) => words.kinds[kind] ?? kind,
  },
];

const CSV: readonly CsvColumn<Endpoint>[] = [{ header: heads.id, value: ({ id }) => id }];
