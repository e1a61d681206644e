import { Button } from '@fluentui/react-components';
import { access } from '#strings/access';
import { common } from '#strings/common';
import { roles as words } from '#strings/roles';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useTabStyles } from '../../../components/use-tab-styles.ts';
import { session } from '../../../lib/arm.ts';
import { byText } from '../../../lib/by-text.ts';
import { type Principal, usePrincipals } from '../../../lib/principals.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { matchesWords } from '../../../lib/words.ts';
import { PrincipalPanel } from './principal-panel.tsx';

/** Who there is. */
export function PrincipalsTab() {
  const styles = useTabStyles();
  const [{ q = '', name }, change] = useUrlState<'q' | 'name'>();
  const query = usePrincipals();
  const own = session().account.principalId.toLowerCase();
  const all = query.data ?? [];
  const rows = [...all]
    .filter(({ displayName, objectId, clientId }) => matchesWords(q, displayName, objectId, clientId))
    .sort((one, other) => byText(one.displayName, other.displayName));
  const shown = all.find(({ objectId }) => objectId.toLowerCase() === name?.toLowerCase());
  const columns: readonly Column<Principal>[] = [
    {
      id: 'principal',
      header: access.columns.principal,
      width: 240,
      value: ({ displayName }) => displayName,
      cell: ({ objectId, displayName }) => (
        <span className={styles.words}>
          <PortalLink to="/manage/access" search={{ tab: 'principals', q, name: objectId }}>
            {displayName}
          </PortalLink>
          {objectId.toLowerCase() === own && ` (${words.you})`}
        </span>
      ),
    },
    {
      id: 'kind',
      header: access.columns.kind,
      width: 120,
      value: ({ principalType }) => kindOf(principalType),
      cell: ({ principalType }) => kindOf(principalType),
    },
    {
      id: 'state',
      header: access.columns.state,
      width: 100,
      value: ({ isEnabled }) => stateOf(isEnabled),
      cell: ({ isEnabled }) => stateOf(isEnabled),
    },
    {
      id: 'objectId',
      header: access.columns.objectId,
      width: 340,
      value: ({ objectId }) => objectId,
      cell: ({ objectId }) => <IdText id={objectId} label={access.columns.objectId} />,
    },
    {
      id: 'clientId',
      header: access.columns.clientId,
      width: 340,
      value: ({ clientId }) => clientId || undefined,
      cell: ({ clientId }) => clientId !== '' && <IdText id={clientId} label={access.columns.clientId} />,
    },
  ];
  return (
    <>
      <p className={styles.hint}>{access.principalsNote}</p>
      <div className={styles.bar}>
        <SearchField
          label={access.search.principals}
          value={q}
          onChange={text => change({ q: text }, { replace: true })}
        />
      </div>
      {query.isError ? (
        <ErrorState error={query.error} what={access.principalsFailed} onRetry={() => void query.refetch()} />
      ) : (
        <ResourceTable
          label={access.tabs.principals}
          columns={columns}
          rows={rows}
          rowKey={({ objectId }) => objectId}
          isLoading={query.isPending}
          sortIn="sort"
          csv={{ file: access.csv.principals }}
          isSelected={({ objectId }) => objectId === shown?.objectId}
          empty={
            all.length > 0 ? (
              <EmptyState
                title={common.noMatch}
                action={<Button onClick={() => change({ q: undefined })}>{common.clearFilters}</Button>}
              />
            ) : (
              <EmptyState title={access.noPrincipals} hint={access.noPrincipalsHint} />
            )
          }
        />
      )}
      {shown !== undefined && (
        <PrincipalPanel principal={shown} onClose={() => change({ name: undefined })} />
      )}
    </>
  );
}

function kindOf(principalType: string): string {
  return words.kinds[principalType] ?? principalType;
}

function stateOf(isEnabled: boolean): string {
  return isEnabled ? access.enabled : access.disabled;
}
