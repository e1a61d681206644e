import type { Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import { refuse } from '../../../refuse.ts';
import { ownsTenant } from '../../last-owner.ts';

/** Throws when this is the last Owner of the whole tenant: without one nobody could give a role again (our choice). */
export function checkRoleAssignmentDelete({ key, name }: Resource, snapshot: Snapshot): void {
  const removed = snapshot.roleAssignments.get(key);
  if (removed === undefined || !ownsTenant(removed, snapshot)) return;
  for (const [otherKey, other] of snapshot.roleAssignments) {
    if (otherKey !== key && ownsTenant(other, snapshot)) return;
  }
  const message = `'${name}' makes the last Owner of the tenant. Make somebody else Owner at the root management group first.`;
  throw refuse('LastOwnerCannotBeRemoved', message);
}
