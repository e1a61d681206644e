import { expect, it } from 'vitest';
import { operationWords } from './operation-words.ts';

it.each([
  ['Microsoft.Authorization/policies/deny/action', 'Refused by policy'],
  [
    'MICROSOFT.MACHINELEARNINGSERVICES/workspaces/onlineEndpoints/deployments/WRITE',
    'Create or update online deployment',
  ],
  ['Microsoft.CognitiveServices/accounts/delete', 'Delete AI services account'],
  ['Contoso.Things/widgets/write', 'Create or update widgets'],
  ['Microsoft.PolicyInsights/remediations/cancel/action', 'Cancel: remediation task'],
  [
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/regenerateKeys/action',
    'Regenerate keys: online endpoint',
  ],
  ['something else', 'something else'],
  ['action', 'action'],
  ['', ''],
])('%s is "%s"', (operation, words) => expect(operationWords(operation)).toBe(words));
