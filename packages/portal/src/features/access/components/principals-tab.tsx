import { Button } from '@fluentui/react-components';
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { access } from '#strings/access';
import { common } from '#strings/common';
import { roles as words } from '#strings/roles';
import { IdText } from '../../../components/id-text.tsx';
import { KeptDialog } from '../../../components/kept-dialog.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useTabStyles } from '../../../components/use-tab-styles.ts';
import { session } from '../../../lib/arm.ts';
import { byText } from '../../../lib/by-text.ts';
import { isManaged, type Principal, usePrincipals } from '../../../lib/principals.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { matchesWords } from '../../../lib/words.ts';
import { NewPrincipalDialog } from './new-principal-dialog.tsx';
import { PrincipalPanel } from './principal-panel.tsx';
import { usePrincipalRights } from './use-principal-rights.ts';

/** Who there is; whoever may makes others here. */
export function PrincipalsTab() {
  const styles = useTabStyles();
  const [{ q = '', name, dialog }, change] = useUrlState<'q' | 'name' | 'dialog'>();
  const rights = usePrincipalRights();
  const isMaking = dialog === 'new' && rights.mayWrite;
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
        <span className={styles.named}>
          <PortalLink to="/manage/access" search={{ tab: 'principals', q, name: objectId }}>
            {displayName}
          </PortalLink>
          {objectId.toLowerCase() === own && <span> ({words.you})</span>}
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
      header: access.columns.signsInAs,
      width: 340,
      value: signInName,
      cell: each => {
        const signIn = signInName(each);
        return signIn !== undefined && <IdText id={signIn} label={access.columns.signsInAs} />;
      },
    },
  ];
  return (
    <>
      <p className={styles.hint}>{access.principalsNote}</p>
      <div className={styles.bar}>
        {rights.mayWrite && (
          <Button
            appearance="primary"
            icon={<PersonAdd20Regular />}
            onClick={() => change({ dialog: 'new', name: undefined })}
          >
            {access.newPrincipal}
          </Button>
        )}
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
        <PrincipalPanel
          key={shown.objectId}
          principal={shown}
          rights={rights}
          onClose={() => change({ name: undefined, dialog: undefined })}
        />
      )}
      <KeptDialog isOpen={isMaking}>
        <NewPrincipalDialog
          isOpen={isMaking}
          onMade={made => change({ dialog: nextDialog(made), name: made.objectId, q: undefined })}
          onClose={() => change({ dialog: undefined })}
        />
      </KeptDialog>
    </>
  );
}

/** What it signs in by; undefined where nobody does. */
function signInName(principal: Principal): string | undefined {
  const { principalType, clientId } = principal;
  return principalType === 'Group' || isManaged(principal) || clientId === '' ? undefined : clientId;
}

function kindOf(principalType: string): string {
  return words.kinds[principalType] ?? principalType;
}

function stateOf(isEnabled: boolean): string {
  return isEnabled ? access.enabled : access.disabled;
}

/** What somebody new needs to sign in: nothing where others vouch for it, or nobody signs in. */
function nextDialog({ principalType, identities }: Principal): string | undefined {
  if (principalType === 'Group' || identities.length > 0) return undefined;
  return principalType === 'User' ? 'password' : 'secret';
}
