import { makeStyles, tokens } from '@fluentui/react-components';
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
import { isManaged, type Principal } from '../../../lib/principals.ts';
import type { RoleAssignment } from '../../../lib/roles.ts';
import { useRolesOf } from '../api/get-role-assignments.ts';
import { GroupMembers } from './group-members.tsx';
import { PrincipalCertificates } from './principal-certificates.tsx';
import { PrincipalCommands } from './principal-commands.tsx';
import { PrincipalIdentities } from './principal-identities.tsx';
import { PrincipalSecrets } from './principal-secrets.tsx';
import { usePanelStyles } from './use-panel-styles.ts';
import type { PrincipalRights } from './use-principal-rights.ts';

const useStyles = makeStyles({ facts: { marginTop: tokens.spacingVerticalM } });

/** Who a principal is, what it signs in by, and what it may do where. */
export function PrincipalPanel({
  principal,
  rights,
  onClose,
}: {
  readonly principal: Principal;
  readonly rights: PrincipalRights;
  onClose(): void;
}) {
  const styles = useStyles();
  const panel = usePanelStyles();
  const { displayName, objectId, clientId, principalType, isEnabled } = principal;
  const query = useRolesOf(objectId);
  const isOthers = isManaged(principal);
  const isGroup = principalType === 'Group';
  const nameLabel = principalType === 'User' ? access.userName : access.columns.clientId;
  return (
    <DetailsPanel title={displayName} onClose={onClose}>
      {isOthers ? (
        <p className={panel.note}>{access.managed}</p>
      ) : (
        <PrincipalCommands principal={principal} rights={rights} onDeleted={onClose} />
      )}
      <div className={styles.facts}>
        <Facts
          facts={[
            [access.columns.kind, words.kinds[principalType] ?? principalType],
            [access.columns.state, isEnabled ? access.enabled : access.disabled],
            [access.columns.objectId, <IdText key="o" id={objectId} label={access.columns.objectId} />],
            [
              nameLabel,
              clientId === '' || isGroup ? undefined : <IdText key="c" id={clientId} label={nameLabel} />,
            ],
          ]}
        />
      </div>
      {isGroup && <GroupMembers principal={principal} mayWrite={rights.mayWrite} />}
      {principalType === 'ServicePrincipal' && !isOthers && (
        <>
          <PrincipalSecrets principal={principal} mayRemove={rights.mayRemoveSecret} />
          <PrincipalCertificates principal={principal} mayWrite={rights.mayWrite} />
        </>
      )}
      {!isGroup && !isOthers && <PrincipalIdentities principal={principal} mayWrite={rights.mayWrite} />}
      <h3 className={panel.heading}>{access.rolesOf}</h3>
      <QueryView query={query} what={access.assignmentsFailed}>
        {assignments => <RoleList assignments={assignments} holder={objectId} />}
      </QueryView>
    </DetailsPanel>
  );
}

function RoleList({
  assignments,
  holder,
}: {
  readonly assignments: readonly RoleAssignment[];
  readonly holder: string;
}) {
  const styles = usePanelStyles();
  const rows = useNamedAssignments(assignments, undefined);
  if (rows.length === 0) return <p className={styles.note}>{access.noRole}</p>;
  return (
    <ul className={styles.plain}>
      {rows.map(({ id, roleName, roleDefinitionId, scope, scopeName, principalId, principalName }) => (
        <li key={id} className={styles.item}>
          <PortalLink to="/manage/access" search={{ tab: 'roles', role: nameOfId(roleDefinitionId) }}>
            {roleName}
          </PortalLink>{' '}
          {access.at} {scope === '/' ? scopeName : <ScopeName id={scope} />}
          {principalId.toLowerCase() !== holder.toLowerCase() && (
            <>
              {' '}
              {access.by}{' '}
              <PortalLink to="/manage/access" search={{ tab: 'principals', name: principalId }}>
                {principalName}
              </PortalLink>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
