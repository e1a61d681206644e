import type { ResourceType } from '../../../resource-type.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { POLICY_VERSIONS } from '../versions.ts';
import { policyDefinitionChanges } from './changes.ts';
import { checkPolicyDefinitionDelete } from './check-delete.ts';
import { completePolicyDefinition } from './complete.ts';
import { POLICY_DEFINITION_SHAPE } from './shape.ts';

/** Rules: custom ones at a subscription or management group, built-in ones (read only) at the tenant. */
export const POLICY_DEFINITIONS: ResourceType = {
  type: 'Microsoft.Authorization/policyDefinitions',
  apiVersions: POLICY_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription'],
  verbs: ['get', 'put', 'delete', 'list'],
  putStatus: 'always201',
  deleteAnswer: 'object',
  notFoundCode: 'PolicyDefinitionNotFound',
  shape: POLICY_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: POLICY_NAME,
  complete: completePolicyDefinition,
  changesOf: policyDefinitionChanges,
  checkDelete: checkPolicyDefinitionDelete,
};
