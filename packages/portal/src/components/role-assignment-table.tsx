import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { roles as words } from '#strings/roles';
import { scopes } from '#strings/scopes';
import { session } from '../lib/arm.ts';
import { nameOfId } from '../lib/format/id.ts';
import { usePrincipals } from '../lib/principals.ts';
import { isRole, type RoleAssignment, useRoleDefinitions } from '../lib/roles.ts';
import { useScopeNames } from '../lib/scope.ts';
import { PortalLink } from './portal-link.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from './resource-table.tsx';
import { ScopeName } from './scope-name.tsx';
import { TimeText } from './time-text.tsx';

/** A role assignment by the names that people know it under. */
export type NamedRoleAssignment = RoleAssignment & {
  readonly principalName: string;
  /** As people say it: "Application". */
  readonly principalKind: string;
  readonly roleName: string;
  /** Whether it was given at the scope that is looked at, and not above. */
  readonly isDirect: boolean;
  readonly scopeName: string;
  /** Whether it is of whoever looks. */
  readonly isOwn: boolean;
};

/** Names role assignments that hold at a scope. Where names may not be read, ids stand for them. */
export function useNamedAssignments(
  assignments: readonly RoleAssignment[],
  scope: string | undefined,
): readonly NamedRoleAssignment[] {
  const { data: principals = [] } = usePrincipals();
  const { data: roles = [] } = useRoleDefinitions();
  const scopeName = useScopeNames();
  const own = session().account.principalId.toLowerCase();
  const at = scope?.toLowerCase();
  const byId = new Map(principals.map(each => [each.objectId.toLowerCase(), each]));
  return assignments.map(assignment => {
    const principal = byId.get(assignment.principalId.toLowerCase());
    const kind = principal?.principalType ?? '';
    return {
      ...assignment,
      principalName: principal?.displayName ?? assignment.principalId,
      principalKind: words.kinds[kind] ?? kind,
      roleName:
        roles.find(role => isRole(role, assignment.roleDefinitionId))?.roleName ??
        assignment.roleDefinitionId,
      isDirect: assignment.scope.toLowerCase() === at,
      scopeName: assignment.scope === '/' ? scopes.tenant : scopeName(assignment.scope),
      isOwn: assignment.principalId.toLowerCase() === own,
    };
  });
}

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  // A link among words is told by more than its colour.
  words: { '& a': { textDecorationLine: 'underline' } },
  // A link with a word beside it, each a box of its own, looks as links do that stand alone.
  named: { display: 'inline-flex', gap: tokens.spacingHorizontalXS, maxWidth: '100%' },
});

/** Who has which role at a scope, and from where. */
export function RoleAssignmentTable({
  rows,
  isLoading = false,
  empty,
  action,
  ...order
}: Pick<ResourceTableProps<NamedRoleAssignment>, 'sortIn'> & {
  readonly rows: readonly NamedRoleAssignment[];
  readonly isLoading?: boolean;
  readonly empty: ReactNode;
  /** What can be done with one, in a column of its own. */
  readonly action?: (assignment: NamedRoleAssignment) => ReactNode;
}) {
  const styles = useStyles();
  const columns: readonly Column<NamedRoleAssignment>[] = [
    {
      id: 'principal',
      header: words.columns.principal,
      width: 240,
      value: ({ principalName }) => principalName,
      cell: ({ principalId, principalName, isOwn }) => (
        <span className={styles.named}>
          <PortalLink to="/manage/access" search={{ tab: 'principals', name: principalId }}>
            {principalName}
          </PortalLink>
          {isOwn && <span className={styles.quiet}> ({words.you})</span>}
        </span>
      ),
    },
    {
      id: 'kind',
      header: words.columns.kind,
      width: 120,
      value: ({ principalKind }) => principalKind,
      cell: ({ principalKind }) => principalKind,
    },
    {
      id: 'role',
      header: words.columns.role,
      width: 240,
      value: ({ roleName }) => roleName,
      cell: ({ roleName, roleDefinitionId }) => (
        <PortalLink to="/manage/access" search={{ tab: 'roles', role: nameOfId(roleDefinitionId) }}>
          {roleName}
        </PortalLink>
      ),
    },
    {
      id: 'reach',
      header: words.columns.reach,
      width: 280,
      value: ({ isDirect, scopeName }) => (isDirect ? words.thisScope : scopeName),
      cell: ({ isDirect, scope, scopeName }) =>
        isDirect ? (
          words.thisScope
        ) : (
          <span className={styles.words}>
            {words.inheritedFrom} {scope === '/' ? scopeName : <ScopeName id={scope} />}
          </span>
        ),
    },
    {
      id: 'since',
      header: words.columns.since,
      width: 140,
      value: ({ createdOn }) => createdOn,
      cell: ({ createdOn }) => <TimeText at={createdOn} />,
    },
    ...(action === undefined
      ? []
      : [{ id: 'actions', header: words.columns.actions, width: 120, cell: action }]),
  ];
  return (
    <ResourceTable
      label={words.label}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      isLoading={isLoading}
      empty={empty}
      {...order}
    />
  );
}
