import type { ResourceType } from '../../../resource-type.ts';
import { checkCustomToDelete } from '../check-custom.ts';
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
  changesOf: policySetDefinitionChanges,
  checkDelete: checkCustomToDelete,
};
