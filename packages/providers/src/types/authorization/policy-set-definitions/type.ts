import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';
import type { ResourceType, RespondInput } from '../../../resource-type.ts';
import { checkCustomToDelete } from '../check-custom.ts';
import { expandedVersions } from '../expanded-versions.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { POLICY_VERSIONS } from '../versions.ts';
import { policySetDefinitionChanges } from './changes.ts';
import { completePolicySetDefinition } from './complete.ts';
import { POLICY_SET_DEFINITION_SHAPE } from './shape.ts';

/** Initiatives: custom ones at a subscription or management group, built-in ones (read only) at the tenant. */
export const POLICY_SET_DEFINITIONS: ResourceType = {
  type: 'Microsoft.Authorization/policySetDefinitions',
  apiVersions: POLICY_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription'],
  verbs: ['get', 'put', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'PolicySetDefinitionNotFound',
  shape: POLICY_SET_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: POLICY_NAME,
  complete: completePolicySetDefinition,
  respond: respondPolicySetDefinition,
  changesOf: policySetDefinitionChanges,
  checkDelete: checkCustomToDelete,
};

function respondPolicySetDefinition({ body }: Resource, { snapshot, expand }: RespondInput): JsonObject {
  if (expand === undefined || expand.size === 0) return body;
  const properties = objectAt(body, 'properties');
  const policyDefinitions = arrayAt(properties, 'policyDefinitions')
    .filter(isObject)
    .map(member => {
      const id = textAt(member, 'policyDefinitionId') ?? '';
      return {
        ...member,
        ...expandedVersions(snapshot, id, textAt(member, 'definitionVersion'), expand),
      };
    });
  return { ...body, properties: { ...properties, policyDefinitions } };
}
