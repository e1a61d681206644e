import { access } from '#strings/access';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import type { NamedRoleAssignment } from '../../../components/role-assignment-table.tsx';
import { notify } from '../../../lib/notifications.ts';
import { useRemoveRole } from '../api/remove-role.ts';

/** Asks before a role is taken back. */
export function RemoveRoleDialog({
  assignment,
  onClose,
}: {
  readonly assignment: NamedRoleAssignment;
  onClose(): void;
}) {
  const remove = useRemoveRole();
  const { principalName, roleName, scopeName, isOwn } = assignment;

  async function confirm(): Promise<void> {
    const revision = await remove.mutateAsync(assignment.id);
    notify({
      id: crypto.randomUUID(),
      title: access.removed(principalName, roleName, scopeName),
      state: 'done',
      ...(revision === undefined ? {} : { detail: access.inForce(revision) }),
    });
  }

  return (
    <ConfirmDialog
      isOpen
      title={access.removeTitle(principalName, roleName)}
      action={access.removeRole}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{access.removeMeans(principalName, roleName, scopeName)}</p>
      {isOwn && <p>{access.removeSelf}</p>}
    </ConfirmDialog>
  );
}
