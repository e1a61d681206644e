import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { access } from '#strings/access';
import { notify } from '../../../lib/notifications.ts';
import { type Principal, usePrincipals } from '../../../lib/principals.ts';
import { isRole, type RoleAssignment, type RoleDefinition, useRoleDefinitions } from '../../../lib/roles.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import { useAssignRole } from '../api/assign-role.ts';
import { FormDialog } from './form-dialog.tsx';
import { Picker, principalOptions } from './picker.tsx';

const useStyles = makeStyles({
  hint: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** Gives a principal a role at a scope. */
export function AssignRoleDialog({
  scope,
  existing,
  onClose,
}: {
  readonly scope: ScopeNode;
  /** What holds at the scope already. */
  readonly existing: readonly RoleAssignment[];
  onClose(): void;
}) {
  const styles = useStyles();
  const { data: principals = [] } = usePrincipals();
  const { data: roles = [] } = useRoleDefinitions();
  const [principal, setPrincipal] = useState<Principal>();
  const [role, setRole] = useState<RoleDefinition>();
  const [isAsked, setIsAsked] = useState(false);
  const assign = useAssignRole();
  const has =
    principal !== undefined &&
    role !== undefined &&
    existing.some(
      each =>
        each.principalId.toLowerCase() === principal.objectId.toLowerCase() &&
        isRole(role, each.roleDefinitionId) &&
        each.scope.toLowerCase() === scope.id.toLowerCase(),
    );

  async function submit(): Promise<void> {
    setIsAsked(true);
    if (principal === undefined || role === undefined || has) return;
    const revision = await assign.mutateAsync({
      scope: scope.id,
      principalId: principal.objectId,
      principalType: principal.principalType,
      roleDefinitionId: role.id,
    });
    notify({
      id: crypto.randomUUID(),
      title: access.assigned(principal.displayName, role.roleName, scope.displayName),
      state: 'done',
      link: '/manage/access',
      ...(revision === undefined ? {} : { detail: access.inForce(revision) }),
    });
    onClose();
  }

  return (
    <FormDialog
      isOpen
      title={access.assignAt(scope.displayName)}
      action={access.assign}
      isBusy={assign.isPending}
      error={assign.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={styles.hint}>{access.assignHint}</p>
      <Picker
        label={access.principal}
        hint={access.principalHint}
        problem={isAsked && principal === undefined ? access.needsPrincipal : undefined}
        required
        options={principalOptions(principals)}
        onPick={setPrincipal}
      />
      <Picker
        required
        label={access.role}
        problem={
          has && principal !== undefined && role !== undefined
            ? access.hasIt(principal.displayName, role.roleName, scope.displayName)
            : isAsked && role === undefined
              ? access.needsRole
              : undefined
        }
        options={roles.map(each => ({
          key: each.id,
          name: each.roleName,
          detail: each.description,
          value: each,
        }))}
        onPick={setRole}
      />
    </FormDialog>
  );
}
