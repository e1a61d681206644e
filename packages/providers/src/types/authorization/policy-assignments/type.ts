import { objectAt } from '../../../json-value.ts';
import type { ResourceType } from '../../../resource-type.ts';
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
  respond: ({ body, instanceId }) => ({
    ...body,
    properties: { ...objectAt(body, 'properties'), instanceId },
  }),
  changesOf: policyAssignmentChanges,
};
