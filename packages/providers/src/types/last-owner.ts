import type { Snapshot } from '@sluice/engine';
import { type AccessView, grantsOf } from '@sluice/engine';
import type { Principal, RoleAssignment } from '@sluice/engine/model';
import { refuse } from '../refuse.ts';
import { rootGroup } from '../scope-tree.ts';

const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** What is to become of who there is and who holds what; absent: it stays. */
type Next = {
  readonly principals?: ReadonlyMap<string, Principal>;
  readonly roleAssignments?: ReadonlyMap<string, RoleAssignment>;
};

/**
 * Throws when nobody would own the whole tenant any more, himself or by a group: nobody could give a role again (our choice). `what` is named
 * in the message.
 */
export function checkOwnersRemain(snapshot: Snapshot, next: Next, what: string): void {
  if (!hasOwner(snapshot, snapshot) || hasOwner({ ...snapshot, ...next }, snapshot)) return;
  const message = `'${what}' makes the last Owner of the tenant. Make somebody else Owner at the root management group first.`;
  throw refuse('LastOwnerCannotBeRemoved', message);
}

/** Whether somebody who can sign in holds Owner at the tenant or at its root group. */
function hasOwner(view: AccessView, snapshot: Snapshot): boolean {
  const whole = new Set(['', rootGroup(snapshot)?.id.toLowerCase()]);
  for (const { id, kind, enabled } of view.principals.values()) {
    if (kind === 'Group' || !enabled) continue;
    const isOwner = grantsOf(view, id).some(
      ({ scopeKey, roleDefinitionId }) =>
        whole.has(scopeKey) && roleDefinitionId.toLowerCase().endsWith(OWNER),
    );
    if (isOwner) return true;
  }
  return false;
}
