import { expect, it } from 'vitest';
import { shortPath, typeWord, wholePath } from './resource.ts';

const RG = '/subscriptions/s/resourceGroups/rg';
const WS = `${RG}/providers/Microsoft.MachineLearningServices/workspaces/ws`;

it.each([
  [`${WS}/onlineEndpoints/chat/deployments/blue`, 'chat / blue'],
  [`${WS}/onlineEndpoints/chat`, 'ws / chat'],
  [WS, 'ws'],
  [`${WS}/providers/Microsoft.Authorization/policyAssignments/a`, 'a'],
  [RG, 'rg'],
  ['', ''],
])('%s is %s in short', (id, short) => expect(shortPath(id)).toBe(short));

it.each([
  [`${WS}/onlineEndpoints/chat/deployments/blue`, 'ws / chat / blue'],
  [WS, 'ws'],
  ['', ''],
])('%s is %s in whole', (id, path) => expect(wholePath(id)).toBe(path));

it.each([
  ['Microsoft.CognitiveServices/accounts', 'AI services account'],
  ['MICROSOFT.MACHINELEARNINGSERVICES/workspaces', 'Workspace'],
  ['Contoso.Things/widgets', 'widgets'],
  ['constructor', 'constructor'],
])('%s is a %s', (type, word) => expect(typeWord(type)).toBe(word));
