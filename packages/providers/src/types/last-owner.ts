import type { Snapshot } from '@sluice/engine';
import type { RoleAssignment } from '@sluice/engine/model';
import { refuse } from '../refuse.ts';
import { rootGroup } from '../scope-tree.ts';

const OWNER = '/providers/microsoft.authorization/roledefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** Holds Owner at the tenant or at its root group, and can act. */
export function ownsTenant(
  { scope, roleDefinitionId, principalId }: RoleAssignment,
  snapshot: Snapshot,
): boolean {
  const isWhole = scope === '' || scope.toLowerCase() === rootGroup(snapshot)?.id.toLowerCase();
  const isEnabled = snapshot.principals.get(principalId.toLowerCase())?.enabled === true;
  return isWhole && isEnabled && roleDefinitionId.toLowerCase() === OWNER;
}

/** Throws when somebody who goes, or may act no more, is all the Owners of the whole tenant that there are. */
export function checkLastOwner(principalId: string, snapshot: Snapshot): void {
  const key = principalId.toLowerCase();
  const owners = [...snapshot.roleAssignments.values()].filter(assignment =>
    ownsTenant(assignment, snapshot),
  );
  if (owners.length === 0 || owners.some(owner => owner.principalId.toLowerCase() !== key)) return;
  const message = `'${principalId}' is the last Owner of the tenant. Make somebody else Owner at the root management group first.`;
  throw refuse('LastOwnerCannotBeRemoved', message);
}
