import type { Resource, RoleDefinition, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';

/** A stored role as `authorize` reads it. */
export function toRoleDefinition({ id, body }: Resource): RoleDefinition {
  const properties = objectAt(body, 'properties');
  const isCustom = textAt(properties, 'type') === 'CustomRole';
  return {
    id,
    roleName: textAt(properties, 'roleName') ?? '',
    ...(isCustom ? { assignableScopes: textsAt(properties, 'assignableScopes') } : {}),
    permissions: arrayAt(properties, 'permissions')
      .filter(isObject)
      .map(permission => ({
        actions: textsAt(permission, 'actions'),
        notActions: textsAt(permission, 'notActions'),
        dataActions: textsAt(permission, 'dataActions'),
        notDataActions: textsAt(permission, 'notDataActions'),
      })),
  };
}

/** What a written or deleted role changes. */
export function roleDefinitionChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined
    ? []
    : [{ kind: 'roleDefinition', key, record: after ? toRoleDefinition(after) : null }];
}

function textsAt(object: JsonObject, name: string): readonly string[] {
  return arrayAt(object, name).filter(action => typeof action === 'string');
}
