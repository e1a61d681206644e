import { roleOf } from '../access/access-view.ts';
import type { RoleDefinition } from '../model/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem } from './change-problem.ts';
import { isAssignable } from './is-assignable.ts';

/** Checks a role against the others, which people find by name, and against those who hold it. `next` holds it already. */
export function checkRoleDefinition(
  next: Snapshot,
  key: string,
  { id, roleName, assignableScopes }: RoleDefinition,
): readonly ChangeProblem[] {
  // A role goes by the last part of its id everywhere: a second one would take the place of the first.
  const twin = [...next.roleDefinitions].find(([other]) => other !== key && lastOf(other) === lastOf(key));
  if (twin !== undefined) {
    const message = `The role '${twin[1].id}' has that id already. It is changed there; another role takes another id.`;
    return [{ code: 'RoleDefinitionWithSameNameExists', message, target: id }];
  }
  for (const { id: assignmentId, scope, roleDefinitionId } of next.roleAssignments.values()) {
    if (lastOf(roleDefinitionId.toLowerCase()) !== lastOf(key)) continue;
    if (isAssignable(next, assignableScopes, scope)) continue;
    const message = `The role is held where it may be given no more: '${assignmentId}'. Take it away there first.`;
    return [{ code: 'RoleDefinitionHasAssignments', message, target: id }];
  }
  for (const [otherKey, other] of next.roleDefinitions) {
    if (otherKey === key || other.roleName.toLowerCase() !== roleName.toLowerCase()) continue;
    const message = `Another role is called '${other.roleName}': '${other.id}'. Choose another name.`;
    return [{ code: 'RoleDefinitionWithSameNameExists', message, target: id }];
  }
  return [];
}

function lastOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Checks that nobody holds a role that goes. `previous` has it still, `next` not. */
export function checkRoleDefinitionRemoval(
  previous: Snapshot,
  next: Snapshot,
  key: string,
): readonly ChangeProblem[] {
  const role = previous.roleDefinitions.get(key);
  if (role === undefined) return [];
  for (const assignment of next.roleAssignments.values()) {
    if (roleOf(previous, assignment.roleDefinitionId) !== role) continue;
    const message = `The role '${role.roleName}' is held by somebody: '${assignment.id}'. Take it away first.`;
    return [{ code: 'RoleDefinitionHasAssignments', message, target: role.id }];
  }
  return [];
}
