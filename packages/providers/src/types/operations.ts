import type { VerbName } from '../resource-type.ts';
import { RESOURCE_TYPES } from './registry.ts';

/** What is asked for beside the verbs and actions of the types. */
const OTHERS: readonly string[] = [
  'Microsoft.Authorization/locks/delete',
  'Microsoft.Authorization/locks/read',
  'Microsoft.Authorization/locks/write',
  'Microsoft.Authorization/permissions/read',
  'Microsoft.Authorization/policyAssignments/exempt/action',
  'Microsoft.CognitiveServices/accounts/deployments/skus/read',
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/getLogs/action',
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/skus/read',
  'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/token/action',
  'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
  'Microsoft.Management/managementGroups/descendants/read',
  'Microsoft.PolicyInsights/checkPolicyRestrictions/read',
  'Microsoft.PolicyInsights/componentPolicyStates/queryResults/action',
  'Microsoft.PolicyInsights/componentPolicyStates/queryResults/read',
  'Microsoft.PolicyInsights/operations/read',
  'Microsoft.PolicyInsights/policyEvents/queryResults/action',
  'Microsoft.PolicyInsights/policyEvents/queryResults/read',
  'Microsoft.PolicyInsights/policyStates/queryResults/action',
  'Microsoft.PolicyInsights/policyStates/queryResults/read',
  'Microsoft.PolicyInsights/policyStates/summarize/action',
  'Microsoft.PolicyInsights/policyStates/summarize/read',
  'Microsoft.PolicyInsights/policyStates/triggerEvaluation/action',
  'Microsoft.PolicyInsights/policyTrackedResources/queryResults/action',
  'Microsoft.PolicyInsights/policyTrackedResources/queryResults/read',
  'Microsoft.PolicyInsights/remediations/listDeployments/read',
  'Microsoft.Resources/deployments/operations/read',
  'Microsoft.Resources/deployments/operationstatuses/read',
  'Microsoft.Resources/validateResources/action',
  'Sluice.Governance/catalog/read',
  'Sluice.Governance/metrics/read',
  'Sluice.Governance/rehearse/action',
  'Sluice.Governance/webhooks/deadLetters/read',
];

const OPERATION_OF: Readonly<Record<VerbName, string>> = {
  get: 'read',
  head: 'read',
  list: 'read',
  put: 'write',
  patch: 'write',
  delete: 'delete',
};

/** Every operation that a role can allow here, in lower case. */
export const OPERATIONS: ReadonlySet<string> = new Set(
  [
    ...RESOURCE_TYPES.flatMap(({ type, verbs, actions = [] }) => [
      ...verbs.map(verb => `${type}/${OPERATION_OF[verb]}`),
      ...actions.map(name => `${type}/${name}/action`),
    ]),
    ...OTHERS,
  ].map(operation => operation.toLowerCase()),
);
