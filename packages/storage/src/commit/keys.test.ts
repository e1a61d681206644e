import { expect, it } from 'vitest';
import { parentKeyOf, scopeKeyOf } from './keys.ts';

const RG = '/subscriptions/s/resourcegroups/rg';
const ML = `${RG}/providers/microsoft.machinelearningservices`;

it.for([
  ['/subscriptions/s', 'Microsoft.Resources/subscriptions', ''],
  [RG, 'Microsoft.Resources/subscriptions/resourceGroups', '/subscriptions/s'],
  ['/providers/microsoft.management/managementgroups/mg', 'Microsoft.Management/managementGroups', ''],
  [
    '/providers/microsoft.management/managementgroups/mg/subscriptions/s',
    'Microsoft.Management/managementGroups/subscriptions',
    '/providers/microsoft.management/managementgroups/mg',
  ],
  [`${ML}/workspaces/w`, 'Microsoft.MachineLearningServices/workspaces', RG],
  [
    `${ML}/workspaces/w/onlineendpoints/e`,
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
    `${ML}/workspaces/w`,
  ],
  [
    `${ML}/workspaces/providers/onlineendpoints/e`,
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
    `${ML}/workspaces/providers`,
  ],
  [
    `${ML}/workspaces/w/providers/microsoft.authorization/policyassignments/a`,
    'Microsoft.Authorization/policyAssignments',
    `${ML}/workspaces/w`,
  ],
  ['/providers/microsoft.authorization/policydefinitions/p', 'Microsoft.Authorization/policyDefinitions', ''],
] as const)('the parent of %s', ([key, type, expected]) => {
  expect(parentKeyOf(key, type)).toBe(expected);
});

it.for([
  ['', ''],
  ['/providers/microsoft.management/managementgroups/mg', ''],
  ['/subscriptions/s', '/subscriptions/s'],
  ['/subscriptions/s/providers/microsoft.x/y/z', '/subscriptions/s'],
  [RG, RG],
  [`${ML}/workspaces/w`, RG],
] as const)('the scope of %s', ([key, expected]) => {
  expect(scopeKeyOf(key)).toBe(expected);
});
