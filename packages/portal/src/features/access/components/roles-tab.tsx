import { Button } from '@fluentui/react-components';
import { access } from '#strings/access';
import { common } from '#strings/common';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useTabStyles } from '../../../components/use-tab-styles.ts';
import { byText } from '../../../lib/by-text.ts';
import type { CsvColumn } from '../../../lib/csv.ts';
import { number } from '../../../lib/format/number.ts';
import { isRole, type RoleDefinition, useRoleDefinitions } from '../../../lib/roles.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { matchesWords } from '../../../lib/words.ts';
import { useRoleAssignments } from '../api/get-role-assignments.ts';
import { RolePanel } from './role-panel.tsx';

const CSV: readonly CsvColumn<RoleDefinition>[] = [
  { header: access.allowed, value: ({ permissions }) => permissions.flatMap(each => each.actions).join(' ') },
  {
    header: access.excepted,
    value: ({ permissions }) => permissions.flatMap(each => each.notActions).join(' '),
  },
];

/** What roles there are, what each allows, and how many hold it here. */
export function RolesTab({ scope }: { readonly scope: ScopeNode }) {
  const styles = useTabStyles();
  const [{ q = '', role }, change] = useUrlState<'q' | 'role'>();
  const query = useRoleDefinitions();
  const assignments = useRoleAssignments(scope.id);
  const all = query.data ?? [];
  const rows = [...all]
    .filter(({ roleName, description, permissions }) =>
      matchesWords(q, roleName, description, ...permissions.flatMap(({ actions }) => actions)),
    )
    .sort((one, other) => byText(one.roleName, other.roleName));
  const shown = all.find(({ name }) => name.toLowerCase() === role?.toLowerCase());
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
      {shown !== undefined && <RolePanel role={shown} onClose={() => change({ role: undefined })} />}
    </>
  );
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
