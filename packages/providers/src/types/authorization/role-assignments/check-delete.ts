import type { Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import { checkOwnersRemain } from '../../last-owner.ts';

/** Throws when this is what the last Owner of the whole tenant is Owner by. */
export function checkRoleAssignmentDelete({ key, name }: Resource, snapshot: Snapshot): void {
  const roleAssignments = new Map(snapshot.roleAssignments);
  roleAssignments.delete(key);
  checkOwnersRemain(snapshot, { roleAssignments }, name);
}
