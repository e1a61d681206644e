import type { ResourceType } from '../../../resource-type.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { POLICY_VERSIONS } from '../versions.ts';
import { completePolicySetDefinition } from './complete.ts';
import { POLICY_SET_DEFINITION_SHAPE } from './shape.ts';

/** Initiatives: built-in ones (read only) at the tenant. Custom ones are still refused by the server. */
export const POLICY_SET_DEFINITIONS: ResourceType = {
  type: 'Microsoft.Authorization/policySetDefinitions',
  apiVersions: POLICY_VERSIONS,
  scopes: ['tenant', 'managementGroup', 'subscription'],
  verbs: ['get', 'list'],
  putStatus: '201or200',
  notFoundCode: 'PolicySetDefinitionNotFound',
  shape: POLICY_SET_DEFINITION_SHAPE,
  tracked: false,
  judged: false,
  namePattern: POLICY_NAME,
  complete: completePolicySetDefinition,
};
