import { parseScopeId } from '@sluice/arm/ids';
import type { Resource } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { ROLE_VERSIONS } from '../versions.ts';
import { roleDefinitionChanges } from './changes.ts';
import { checkActions } from './check-actions.ts';
import { ROLE_DEFINITION_SHAPE } from './shape.ts';

/** Roles. The built-in ones stand at the tenant and are readable at every scope, custom ones where they may be given. */
export const ROLE_DEFINITIONS: ResourceType = {
  type: 'Microsoft.Authorization/roleDefinitions',
  apiVersions: ROLE_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription', 'resourceGroup', 'resource'],
  extension: true,
  verbs: ['get', 'put', 'delete', 'list'],
  putStatus: 'always201',
  deleteAnswer: 'object',
  notFoundCode: 'RoleDefinitionNotFound',
  shape: ROLE_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  complete: completeRoleDefinition,
  changesOf: roleDefinitionChanges,
  checkDelete: role => {
    if (isBuiltIn(role)) throw builtInRole(role.name);
  },
  namePattern: { test: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, says: 'it must be a GUID' },
};

function completeRoleDefinition(body: JsonObject, input: CompleteInput): JsonObject {
  const { builtIn, stored, id } = input;
  if (!builtIn && stored !== undefined && isBuiltIn(stored)) throw builtInRole(id.name);
  const properties = objectAt(body, 'properties');
  const permissions = arrayAt(properties, 'permissions')
    .filter(isObject)
    .map(permission => ({ actions: [], notActions: [], dataActions: [], notDataActions: [], ...permission }));
  if (builtIn)
    return {
      properties: {
        description: '',
        assignableScopes: ['/'],
        ...properties,
        type: 'BuiltInRole',
        permissions,
      },
    };
  checkActions(permissions);
  const { now, callerId } = input;
  return {
    properties: {
      description: '',
      ...properties,
      assignableScopes: scopesOf(properties),
      type: 'CustomRole',
      permissions,
      createdOn: stored?.systemData.createdAt ?? now,
      createdBy: stored?.systemData.createdBy ?? callerId,
      updatedOn: now,
      updatedBy: callerId,
    },
  };
}

/** Where the role may be given. Rules it for no more than somebody chose: the whole tenant is the root group. */
function scopesOf(properties: JsonObject): readonly string[] {
  const scopes = arrayAt(properties, 'assignableScopes').filter(scope => typeof scope === 'string');
  const target = '/properties/assignableScopes';
  if (scopes.length === 0)
    throw refuse('InvalidRequestContent', `'${target}' must name at least one scope.`, target);
  const wrong = scopes.find(
    scope => !['managementGroup', 'subscription', 'resourceGroup'].includes(kindOf(scope)),
  );
  if (wrong === undefined) return scopes.map(scope => scope.replace(/\/+$/, ''));
  const message = `'${wrong}' in '${target}' must be the id of a management group, a subscription or a resource group.`;
  throw refuse('InvalidRequestContent', message, target);
}

function kindOf(scope: string): string {
  return parseScopeId(scope)?.kind ?? '';
}

function isBuiltIn({ body }: Resource): boolean {
  return textAt(objectAt(body, 'properties'), 'type') === 'BuiltInRole';
}

function builtInRole(name: string) {
  return refuse('BuiltInRoleCannotBeChanged', `'${name}' is a built-in role and cannot be changed.`);
}
