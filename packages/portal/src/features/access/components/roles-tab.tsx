import { Button } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { access } from '#strings/access';
import { common } from '#strings/common';
import { KeptDialog } from '../../../components/kept-dialog.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useTabStyles } from '../../../components/use-tab-styles.ts';
import { byText } from '../../../lib/by-text.ts';
import type { CsvColumn } from '../../../lib/csv.ts';
import { number } from '../../../lib/format/number.ts';
import { isRole, type RoleDefinition, useMayDoAt, useRoleDefinitions } from '../../../lib/roles.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { matchesWords } from '../../../lib/words.ts';
import { useRoleAssignments } from '../api/get-role-assignments.ts';
import { RoleDialog } from './role-dialog.tsx';
import { RolePanel } from './role-panel.tsx';

const WRITE = 'Microsoft.Authorization/roleDefinitions/write';
const DELETE = 'Microsoft.Authorization/roleDefinitions/delete';

const CSV: readonly CsvColumn<RoleDefinition>[] = [
  { header: access.allowed, value: ({ permissions }) => permissions.flatMap(each => each.actions).join(' ') },
  {
    header: access.excepted,
    value: ({ permissions }) => permissions.flatMap(each => each.notActions).join(' '),
  },
  { header: access.assignableScopes, value: ({ assignableScopes }) => assignableScopes.join(' ') },
];

/** What roles there are, what each allows, and how many hold it here; whoever may writes others. */
export function RolesTab({ scope }: { readonly scope: ScopeNode }) {
  const styles = useTabStyles();
  const [{ q = '', role, dialog }, change] = useUrlState<'q' | 'role' | 'dialog'>();
  const mayDo = useMayDoAt(scope.id);
  const mayWrite = mayDo?.(WRITE) ?? false;
  const mayDelete = mayDo?.(DELETE) ?? false;
  const query = useRoleDefinitions();
  const assignments = useRoleAssignments(scope.id);
  const all = query.data ?? [];
  const rows = [...all]
    .filter(({ roleName, description, permissions }) =>
      matchesWords(q, roleName, description, ...permissions.flatMap(({ actions }) => actions)),
    )
    .sort((one, other) => byText(one.roleName, other.roleName));
  const shown = all.find(({ name }) => name.toLowerCase() === role?.toLowerCase());
  const isWriting = mayWrite && (dialog === 'new' || (dialog === 'edit' && shown?.isCustom === true));
  const columns: readonly Column<RoleDefinition>[] = [
    {
      id: 'role',
      header: access.columns.role,
      width: 260,
      value: ({ roleName }) => roleName,
      cell: ({ name, roleName }) => (
        <PortalLink to="/manage/access" search={{ tab: 'roles', q, role: name }}>
          {roleName}
        </PortalLink>
      ),
    },
    {
      id: 'kind',
      header: access.columns.kind,
      width: 100,
      value: kindOf,
      cell: kindOf,
    },
    {
      id: 'description',
      header: access.columns.description,
      width: 560,
      value: ({ description }) => description,
      cell: ({ description }) => <span title={description}>{description}</span>,
    },
    {
      id: 'holders',
      header: access.columns.holders,
      width: 140,
      value: each => countHolders(each, assignments.data),
      cell: each => holders(countHolders(each, assignments.data)),
    },
  ];
  return (
    <>
      <div className={styles.bar}>
        {mayWrite && (
          <Button
            appearance="primary"
            icon={<Add20Regular />}
            onClick={() => change({ dialog: 'new', role: undefined })}
          >
            {access.newRole}
          </Button>
        )}
        <SearchField
          label={access.search.roles}
          value={q}
          onChange={text => change({ q: text }, { replace: true })}
        />
      </div>
      {query.isError ? (
        <ErrorState error={query.error} what={access.rolesFailed} onRetry={() => void query.refetch()} />
      ) : (
        <ResourceTable
          label={access.tabs.roles}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
          sortIn="sort"
          csv={{ file: access.csv.roles, also: CSV }}
          isSelected={({ name }) => name === shown?.name}
          empty={
            <EmptyState
              title={common.noMatch}
              action={<Button onClick={() => change({ q: undefined })}>{common.clearFilters}</Button>}
            />
          }
        />
      )}
      {shown !== undefined && (
        <RolePanel
          key={shown.id}
          role={shown}
          mayWrite={mayWrite}
          mayDelete={mayDelete}
          onEdit={() => change({ dialog: 'edit' })}
          onClose={() => change({ role: undefined, dialog: undefined })}
        />
      )}
      <KeptDialog isOpen={isWriting}>
        <RoleDialog
          isOpen={isWriting}
          role={dialog === 'edit' ? shown : undefined}
          scope={scope.id}
          onClose={() => change({ dialog: undefined })}
        />
      </KeptDialog>
    </>
  );
}

function kindOf({ isCustom }: RoleDefinition): string {
  return isCustom ? access.custom : access.builtIn;
}

function countHolders(
  role: RoleDefinition,
  assignments: readonly { readonly principalId: string; readonly roleDefinitionId: string }[] | undefined,
): number | undefined {
  if (assignments === undefined) return undefined;
  const held = assignments.filter(({ roleDefinitionId }) => isRole(role, roleDefinitionId));
  return new Set(held.map(({ principalId }) => principalId.toLowerCase())).size;
}

function holders(count: number | undefined): string {
  if (count === undefined) return '–';
  return count === 1 ? access.onePrincipal : access.principals(number(count));
}
