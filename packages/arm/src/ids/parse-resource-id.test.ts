import { describe, expect, test } from 'vitest';
import { parseResourceId } from './parse-resource-id.ts';

const G = '/subscriptions/S1/resourceGroups/rg';
const ENDPOINT = `${G}/providers/Microsoft.MachineLearningServices/workspaces/W/onlineEndpoints/e`;

describe('a resource id is taken apart', () => {
  const cases = [
    {
      id: '/subscriptions/S1',
      type: 'Microsoft.Resources/subscriptions',
      names: ['S1'],
      scope: ['tenant', ''],
      parent: undefined,
    },
    {
      id: G,
      type: 'Microsoft.Resources/subscriptions/resourceGroups',
      names: ['S1', 'rg'],
      scope: ['subscription', '/subscriptions/S1'],
      parent: '/subscriptions/S1',
    },
    {
      id: '/providers/Microsoft.Management/managementGroups/root',
      type: 'Microsoft.Management/managementGroups',
      names: ['root'],
      scope: ['tenant', ''],
      parent: undefined,
    },
    {
      id: '/providers/Microsoft.Management/managementGroups/root/subscriptions/S1',
      type: 'Microsoft.Management/managementGroups/subscriptions',
      names: ['root', 'S1'],
      scope: ['tenant', ''],
      parent: '/providers/Microsoft.Management/managementGroups/root',
    },
    {
      id: ENDPOINT,
      type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
      names: ['W', 'e'],
      scope: ['resourceGroup', G],
      parent: `${G}/providers/Microsoft.MachineLearningServices/workspaces/W`,
    },
    {
      id: `${ENDPOINT}/deployments/blue`,
      type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
      names: ['W', 'e', 'blue'],
      scope: ['resourceGroup', G],
      parent: ENDPOINT,
    },
    {
      id: '/providers/Microsoft.Authorization/policyDefinitions/p',
      type: 'Microsoft.Authorization/policyDefinitions',
      names: ['p'],
      scope: ['tenant', ''],
      parent: undefined,
    },
    {
      id: '/subscriptions/S1/providers/Microsoft.Authorization/policyAssignments/a',
      type: 'Microsoft.Authorization/policyAssignments',
      names: ['a'],
      scope: ['subscription', '/subscriptions/S1'],
      parent: undefined,
    },
    {
      id: '/providers/Microsoft.Management/managementGroups/g/providers/Microsoft.Authorization/policyAssignments/a',
      type: 'Microsoft.Authorization/policyAssignments',
      names: ['a'],
      scope: ['managementGroup', '/providers/Microsoft.Management/managementGroups/g'],
      parent: undefined,
    },
    {
      id: `${ENDPOINT}/providers/Microsoft.Authorization/policyAssignments/a`,
      type: 'Microsoft.Authorization/policyAssignments',
      names: ['a'],
      scope: ['resource', ENDPOINT],
      parent: undefined,
    },
    {
      id: `${ENDPOINT}/providers/A.B/t/n/providers/C.D/u/m/v/o`,
      type: 'C.D/u/v',
      names: ['m', 'o'],
      scope: ['resource', `${ENDPOINT}/providers/A.B/t/n`],
      parent: `${ENDPOINT}/providers/A.B/t/n/providers/C.D/u/m`,
    },
    {
      id: '/subscriptions/S1/resourceGroups/providers/providers/A.B/t/providers',
      type: 'A.B/t',
      names: ['providers'],
      scope: ['resourceGroup', '/subscriptions/S1/resourceGroups/providers'],
      parent: undefined,
    },
    {
      id: '/subscriptions/S1/tagNames/env/tagValues/prod',
      type: 'Microsoft.Resources/subscriptions/tagNames/tagValues',
      names: ['S1', 'env', 'prod'],
      scope: ['subscription', '/subscriptions/S1'],
      parent: '/subscriptions/S1/tagNames/env',
    },
    {
      id: '/subscriptions/S1/providers/A.B/t/a name (1), ü',
      type: 'A.B/t',
      names: ['a name (1), ü'],
      scope: ['subscription', '/subscriptions/S1'],
      parent: undefined,
    },
  ];
  test.each(cases)('$id', ({ id, type, names, scope, parent }) => {
    const parsed = parseResourceId(id);
    expect(parsed).toMatchObject({
      id,
      key: id.toLowerCase(),
      type,
      typeKey: type.toLowerCase(),
      names,
      name: names.at(-1),
      parentId: parent,
    });
    expect([parsed?.scope.kind, parsed?.scope.id]).toEqual(scope);
  });
});

describe('keywords get ARM’s case, names keep theirs', () => {
  test.each([
    ['/SUBSCRIPTIONS/S1/RESOURCEGROUPS/Rg', '/subscriptions/S1/resourceGroups/Rg'],
    [
      '/subscriptions/S1/resourcegroups/Rg/Providers/microsoft.X/Things/N',
      '/subscriptions/S1/resourceGroups/Rg/providers/microsoft.X/Things/N',
    ],
    [
      '/providers/microsoft.management/MANAGEMENTGROUPS/G',
      '/providers/Microsoft.Management/managementGroups/G',
    ],
    ['//subscriptions//S1/', '/subscriptions/S1'],
    ['/subscriptions/S1/providers/A.B//t/n', '/subscriptions/S1/providers/A.B/t/n'],
  ])('%s', (given, id) => {
    expect(parseResourceId(given)?.id).toBe(id);
  });
});

describe('what is no id of a resource', () => {
  test.each([
    ['nothing', ''],
    ['the tenant', '/'],
    ['no leading slash', 'subscriptions/S1'],
    ['an asset id', 'azureml://registries/r/models/m/versions/1'],
    ['an address', 'https://host/subscriptions/S1'],
    ['the collection of subscriptions', '/subscriptions'],
    ['a collection', '/subscriptions/S1/resourceGroups'],
    ['a collection of a provider', '/subscriptions/S1/providers/A.B/t'],
    ['a child collection', '/subscriptions/S1/providers/A.B/t/n/u'],
    ['a namespace', '/subscriptions/S1/providers/A.B'],
    ['a namespace of the tenant', '/providers/A.B'],
    ['an unfinished extension', '/subscriptions/S1/providers/A.B/t/n/providers/C.D'],
    ['an unknown root', '/things/S1'],
    ['a namespace with a space', '/providers/A B/t/n'],
    ['a type with a letter from outside ASCII', '/subscriptions/S1/providers/A.B/\u212Aey/n'],
    ['a segment of two dots', '/subscriptions/S1/resourceGroups/..'],
    ['a segment of one dot', '/subscriptions/./S1'],
    ['a line break', '/subscriptions/S1\n'],
    ['a null character', '/subscriptions/S\u0000'],
    ['a query', '/subscriptions/S1?api-version=2020-01-01'],
    ['a fragment', '/subscriptions/S1#x'],
    ['a backslash', '/subscriptions\\S1/x'],
    ['more than 2048 characters', `/subscriptions/${'s'.repeat(2048)}`],
  ])('%s', (_, text) => {
    expect(parseResourceId(text)).toBeUndefined();
  });
});
