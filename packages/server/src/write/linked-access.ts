import { parseScopeId } from '@sluice/arm/ids';
import type { Snapshot, SnapshotChange } from '@sluice/engine';
import { authorizationFailed, mayAct } from './access.ts';
import type { Caller } from './caller.ts';

/**
 * Refuses to move a management group or subscription unless the caller rules both places and, for a subscription, the
 * subscription itself: whoever could move it at will below a group of their own would give themselves everything in it.
 *
 * Source: Azure management groups documentation, "Moving management groups and subscriptions".
 */
export function requireLinkedAccess(
  changes: readonly SnapshotChange[],
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
): void {
  const require = (action: string, scope: string) => {
    if (!mayAct(snapshot, tenantId, caller, action, scope)) throw authorizationFailed(caller, action, scope);
  };
  for (const change of changes) {
    if (change.kind !== 'scope' || change.record === null) continue;
    const { kind, id, parent } = change.record;
    if (kind !== 'managementGroup' && kind !== 'subscription') continue;
    const before = snapshot.scopes.get(change.key)?.parent;
    if (keyOf(before) === keyOf(parent)) continue;
    for (const place of [before, parent]) if (place !== undefined) require(WRITE_GROUP, place);
    if (kind === 'subscription') require(WRITE_ACCESS, id);
  }
}

const WRITE_GROUP = 'Microsoft.Management/managementGroups/write';
const WRITE_ACCESS = 'Microsoft.Authorization/roleAssignments/write';

function keyOf(scope: string | undefined): string | undefined {
  return scope === undefined ? undefined : parseScopeId(scope)?.key;
}
