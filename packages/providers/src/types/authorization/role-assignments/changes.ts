import type { Resource, RoleAssignment, SnapshotChange } from '@sluice/engine/model';
import { objectAt, textAt } from '../../../json-value.ts';

/** A stored role assignment as `authorize` reads it. */
export function toRoleAssignment({ id, body }: Resource): RoleAssignment {
  const properties = objectAt(body, 'properties');
  const scope = textAt(properties, 'scope') ?? '';
  return {
    id,
    scope: scope === '/' ? '' : scope,
    roleDefinitionId: textAt(properties, 'roleDefinitionId') ?? '',
    principalId: textAt(properties, 'principalId') ?? '',
  };
}

/** What a given or withdrawn role changes. */
export function roleAssignmentChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined
    ? []
    : [{ kind: 'roleAssignment', key, record: after ? toRoleAssignment(after) : null }];
}
