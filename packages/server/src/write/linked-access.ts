import { parseScopeId } from '@sluice/arm/ids';
import type { Snapshot, SnapshotChange } from '@sluice/engine';
import type { PolicyAssignment, ScopeRecord } from '@sluice/engine/model';
import { authorizationFailed, mayAct } from './access.ts';
import type { Caller } from './caller.ts';

/**
 * Refuses what a right at the resource alone is not enough for: to move parts of the scope tree, to exempt from an assignment, to let
 * an assignment act as an identity that others use, to change a role where it may be given, to change who there is (who can do that can
 * be anybody).
 *
 * Source: Azure management groups documentation, "Moving management groups and subscriptions"; Azure Policy documentation,
 * "Exemption structure, required permissions"; Microsoft Entra documentation, "Manage user-assigned managed identities".
 */
export function requireLinkedAccess(
  changes: readonly SnapshotChange[],
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
): void {
  const require: Require = (action, scope) => {
    if (!mayAct(snapshot, tenantId, caller, action, scope)) throw authorizationFailed(caller, action, scope);
  };
  if (changes.length > 0 && changes.every(({ kind }) => kind === 'principal')) require(WRITE_ACCESS, '');
  for (const change of changes) {
    if (change.kind === 'roleDefinition') {
      // Whoever holds the role anywhere has what it becomes, or has nothing any more.
      const before = snapshot.roleDefinitions.get(change.key)?.assignableScopes ?? [];
      const after = change.record?.assignableScopes ?? [];
      const action = change.record === null ? DELETE_ROLE : WRITE_ROLE;
      for (const scope of new Set([...before, ...after])) require(action, scope);
    }
    if (change.record === null) continue;
    switch (change.kind) {
      case 'scope':
        requireMove(change.record, snapshot, require);
        break;
      case 'policyExemption':
        require(EXEMPT, change.record.policyAssignmentId);
        break;
      case 'policyAssignment':
        requireIdentity(change.record, changes, snapshot, require);
        break;
      default:
    }
  }
}

type Require = (action: string, scope: string) => void;

/**
 * Refuses to move a management group or subscription unless the caller rules both places and, for a subscription, the
 * subscription itself: whoever could move it at will below a group of their own would give themselves everything in it.
 *
 * Source: Azure management groups documentation, "Moving management groups and subscriptions".
 */
function requireMove({ kind, id, parent }: ScopeRecord, snapshot: Snapshot, require: Require): void {
  if (kind !== 'managementGroup' && kind !== 'subscription') return;
  const before = snapshot.scopes.get(id.toLowerCase())?.parent;
  if (keyOf(before) === keyOf(parent)) return;
  for (const place of [before, parent]) if (place !== undefined) require(WRITE_GROUP, place);
  if (kind === 'subscription') require(WRITE_ACCESS, id);
}

/** A user-assigned identity is somebody else's: who makes an assignment act as it must be allowed to hand it out. */
function requireIdentity(
  { id, identityId }: PolicyAssignment,
  changes: readonly SnapshotChange[],
  snapshot: Snapshot,
  require: Require,
): void {
  if (identityId === undefined || snapshot.assignments.get(id.toLowerCase())?.identityId === identityId)
    return;
  const made = changes.find(({ kind, key }) => kind === 'principal' && key === identityId.toLowerCase());
  const principal =
    made?.kind === 'principal' ? made.record : snapshot.principals.get(identityId.toLowerCase());
  if (principal?.clientId.startsWith('/')) require(ASSIGN_IDENTITY, principal.clientId);
}

const DELETE_ROLE = 'Microsoft.Authorization/roleDefinitions/delete';
const WRITE_ROLE = 'Microsoft.Authorization/roleDefinitions/write';
const WRITE_GROUP = 'Microsoft.Management/managementGroups/write';
export const WRITE_ACCESS = 'Microsoft.Authorization/roleAssignments/write';
const EXEMPT = 'Microsoft.Authorization/policyAssignments/exempt/action';
const ASSIGN_IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';

function keyOf(scope: string | undefined): string | undefined {
  return scope === undefined ? undefined : parseScopeId(scope)?.key;
}
