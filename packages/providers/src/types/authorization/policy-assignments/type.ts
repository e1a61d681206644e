import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import type { ResourceType, RespondInput } from '../../../resource-type.ts';
import { expandedVersions } from '../expanded-versions.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { POLICY_VERSIONS } from '../versions.ts';
import { policyAssignmentChanges } from './changes.ts';
import { completePolicyAssignment } from './complete.ts';
import { POLICY_ASSIGNMENT_SHAPE } from './shape.ts';

/** A definition in force at a scope, with its parameters and its exclusions. */
export const POLICY_ASSIGNMENTS: ResourceType = {
  type: 'Microsoft.Authorization/policyAssignments',
  apiVersions: POLICY_VERSIONS,
  scopes: ['managementGroup', 'subscription', 'resourceGroup', 'resource'],
  extension: true,
  verbs: ['get', 'put', 'patch', 'delete', 'list'],
  putStatus: 'always201',
  deleteAnswer: 'object',
  notFoundCode: 'PolicyAssignmentNotFound',
  shape: POLICY_ASSIGNMENT_SHAPE,
  tracked: false,
  judged: false,
  patchable: [
    'location',
    'identity',
    'properties.resourceSelectors',
    'properties.overrides',
    'properties.selfServeExemptionSettings',
  ],
  namePattern: POLICY_NAME,
  complete: completePolicyAssignment,
  respond: respondPolicyAssignment,
  changesOf: policyAssignmentChanges,
  takesAlong: ({ key }, { attestations }) =>
    [...attestations.values()]
      .filter(({ policyAssignmentId }) => policyAssignmentId.toLowerCase() === key)
      .map(({ id }) => id.toLowerCase()),
};

function respondPolicyAssignment(
  { body, instanceId }: Resource,
  { snapshot, expand }: RespondInput,
): JsonObject {
  const properties = objectAt(body, 'properties');
  const assigned = textAt(properties, 'policyDefinitionId') ?? '';
  const versions = expandedVersions(snapshot, assigned, textAt(properties, 'definitionVersion'), expand);
  return { ...body, properties: { ...properties, ...versions, instanceId } };
}
