import { access } from '#strings/access';
import { roles as words } from '#strings/roles';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { useNamedAssignments } from '../../../components/role-assignment-table.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { QueryView } from '../../../components/states.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import type { Principal } from '../../../lib/principals.ts';
import type { RoleAssignment } from '../../../lib/roles.ts';
import { useRolesOf } from '../api/get-role-assignments.ts';
import { usePanelStyles } from './use-panel-styles.ts';

/** Who a principal is, and what it may do where. */
export function PrincipalPanel({ principal, onClose }: { readonly principal: Principal; onClose(): void }) {
  const styles = usePanelStyles();
  const { displayName, objectId, clientId, principalType, isEnabled } = principal;
  const query = useRolesOf(objectId);
  return (
    <DetailsPanel title={displayName} onClose={onClose}>
      <Facts
        facts={[
          [access.columns.kind, words.kinds[principalType] ?? principalType],
          [access.columns.state, isEnabled ? access.enabled : access.disabled],
          [access.columns.objectId, <IdText key="o" id={objectId} label={access.columns.objectId} />],
          [
            access.columns.clientId,
            clientId === '' ? undefined : <IdText key="c" id={clientId} label={access.columns.clientId} />,
          ],
        ]}
      />
      <h3 className={styles.heading}>{access.rolesOf}</h3>
      <QueryView query={query} what={access.assignmentsFailed}>
        {assignments => <RoleList assignments={assignments} />}
      </QueryView>
    </DetailsPanel>
  );
}

function RoleList({ assignments }: { readonly assignments: readonly RoleAssignment[] }) {
  const styles = usePanelStyles();
  const rows = useNamedAssignments(assignments, undefined);
  if (rows.length === 0) return <p className={styles.note}>{access.noRole}</p>;
  return (
    <ul className={styles.plain}>
      {rows.map(({ id, roleName, roleDefinitionId, scope, scopeName }) => (
        <li key={id} className={styles.item}>
          <PortalLink to="/manage/access" search={{ tab: 'roles', role: nameOfId(roleDefinitionId) }}>
            {roleName}
          </PortalLink>{' '}
          {access.at} {scope === '/' ? scopeName : <ScopeName id={scope} />}
        </li>
      ))}
    </ul>
  );
}
