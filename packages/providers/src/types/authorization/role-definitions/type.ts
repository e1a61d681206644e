import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt } from '../../../json-value.ts';
import { notYet, refuse } from '../../../refuse.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { ROLE_VERSIONS } from '../versions.ts';
import { roleDefinitionChanges } from './changes.ts';
import { ROLE_DEFINITION_SHAPE } from './shape.ts';

/** Roles. The built-in ones stand at the tenant and are readable at every scope; custom ones are not supported yet. */
export const ROLE_DEFINITIONS: ResourceType = {
  type: 'Microsoft.Authorization/roleDefinitions',
  apiVersions: ROLE_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription', 'resourceGroup', 'resource'],
  extension: true,
  verbs: ['get', 'put', 'list'],
  notFoundCode: 'RoleDefinitionNotFound',
  shape: ROLE_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  complete: completeRoleDefinition,
  changesOf: roleDefinitionChanges,
};

function completeRoleDefinition(body: JsonObject, input: CompleteInput): JsonObject {
  if (!input.builtIn && input.stored)
    throw refuse(
      'BuiltInRoleCannotBeChanged',
      `'${input.id.name}' is a built-in role and cannot be changed.`,
    );
  if (!input.builtIn) throw notYet('custom roles (roleDefinitions)');
  const properties = objectAt(body, 'properties');
  const permissions = arrayAt(properties, 'permissions')
    .filter(isObject)
    .map(permission => ({ actions: [], notActions: [], dataActions: [], notDataActions: [], ...permission }));
  return {
    properties: { description: '', assignableScopes: ['/'], ...properties, type: 'BuiltInRole', permissions },
  };
}
