import { roleOf } from '../access/access-view.ts';
import type { RoleAssignment } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem } from './change-problem.ts';
import { isAssignable } from './is-assignable.ts';

/** Checks a role assignment against the role, the principal and the other assignments. `next` holds it already. */
export function checkRoleAssignment(
  next: Snapshot,
  key: string,
  assignment: RoleAssignment,
): readonly ChangeProblem[] {
  const target = assignment.id;
  const role = roleOf(next, assignment.roleDefinitionId);
  if (!role) {
    const message = `The role definition '${assignment.roleDefinitionId}' does not exist.`;
    return [{ code: 'RoleDefinitionDoesNotExist', message, target }];
  }
  if (!isAssignable(next, role.assignableScopes, assignment.scope)) {
    const message = `The role '${role.roleName}' cannot be given at '${assignment.scope === '' ? '/' : assignment.scope}': that is none of its assignable scopes, nor below one.`;
    return [{ code: 'RoleAssignmentScopeNotAssignable', message, target }];
  }
  if (!next.principals.has(assignment.principalId.toLowerCase())) {
    const message = `The principal '${assignment.principalId}' does not exist. Use the object id of a principal of this tenant.`;
    return [{ code: 'PrincipalNotFound', message, target }];
  }
  for (const [otherKey, other] of next.roleAssignments) {
    if (otherKey === key || !sameGrant(next, assignment, other)) continue;
    const message = `The principal '${assignment.principalId}' has the role '${role.roleName}' at this scope already, by '${other.id}'.`;
    return [{ code: 'RoleAssignmentExists', message, target }];
  }
  return [];
}

function sameGrant(next: Snapshot, left: RoleAssignment, right: RoleAssignment): boolean {
  return (
    left.principalId.toLowerCase() === right.principalId.toLowerCase() &&
    keyOf(left.scope) === keyOf(right.scope) &&
    roleOf(next, left.roleDefinitionId) === roleOf(next, right.roleDefinitionId)
  );
}
