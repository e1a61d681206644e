import { roleOf } from '../access/access-view.ts';
import type { RoleDefinition } from '../model/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeProblem } from './change-problem.ts';

/** Checks a role against the others: people find roles by name. `next` holds it already. */
export function checkRoleDefinition(
  next: Snapshot,
  key: string,
  { id, roleName }: RoleDefinition,
): readonly ChangeProblem[] {
  for (const [otherKey, other] of next.roleDefinitions) {
    if (otherKey === key || other.roleName.toLowerCase() !== roleName.toLowerCase()) continue;
    const message = `Another role is called '${other.roleName}': '${other.id}'. Choose another name.`;
    return [{ code: 'RoleDefinitionWithSameNameExists', message, target: id }];
  }
  return [];
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
