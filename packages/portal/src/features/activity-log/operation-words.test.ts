import { expect, it } from 'vitest';
import { operationWords } from './operation-words.ts';

it.each([
  [
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write',
    'Create or update online deployment',
  ],
  ['microsoft.authorization/policyAssignments/DELETE', 'Delete policy assignment'],
  ['Microsoft.CognitiveServices/accounts/write', 'Create or update AI services account'],
  ['Microsoft.Authorization/policies/auditIfNotExists/action', 'Policy: auditIfNotExists'],
  ['Sluice.Governance/activityLog/prune/action', 'prune: activityLog'],
  ['Sluice.Governance/principals/secrets/write', 'Add secret'],
  ['Sluice.Governance/principals/removeSecret/action', 'Remove secret'],
  ['Sluice.Governance/principals/setPassword/action', 'Set password'],
  ['Sluice.Governance/principals/write', 'Create or update principal'],
  ['Microsoft.Resources/deployments/validate/action', 'Validate template deployment'],
  ['Microsoft.Resources/validateResources/action', 'Validate resources before they are written'],
  ['A.B/constructor', 'A.B/constructor'],
  ['A.B/c/constructor', 'constructor: c'],
  ['', ''],
])('%s is "%s"', (operation, words) => expect(operationWords(operation)).toBe(words));
