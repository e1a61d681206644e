import type { ResourceType } from '../../../resource-type.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { PART_PATCHABLE } from '../policy-part.ts';
import { EXEMPTION_VERSIONS } from '../versions.ts';
import { policyExemptionChanges } from './changes.ts';
import { completePolicyExemption } from './complete.ts';
import { POLICY_EXEMPTION_SHAPE } from './shape.ts';

/** Lets a scope, a resource or a model deployment off an assignment, for good or for a while. */
export const POLICY_EXEMPTIONS: ResourceType = {
  type: 'Microsoft.Authorization/policyExemptions',
  apiVersions: EXEMPTION_VERSIONS,
  scopes: ['managementGroup', 'subscription', 'resourceGroup', 'resource'],
  extension: true,
  verbs: ['get', 'put', 'patch', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'PolicyExemptionNotFound',
  shape: POLICY_EXEMPTION_SHAPE,
  tracked: false,
  judged: false,
  patchable: PART_PATCHABLE,
  namePattern: POLICY_NAME,
  complete: completePolicyExemption,
  changesOf: policyExemptionChanges,
};
