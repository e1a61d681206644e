import { describe, expect, test } from 'vitest';
import { parseAction, parseTarget } from './parse-target.ts';

const G = '/subscriptions/S1/resourceGroups/rg';
const W = `${G}/providers/ML/workspaces/w`;

describe('a path leads to a collection', () => {
  test.each([
    ['/subscriptions', 'Microsoft.Resources/subscriptions', '', 'tenant'],
    ['/tenants', 'Microsoft.Resources/tenants', '', 'tenant'],
    ['/providers', 'Microsoft.Resources/providers', '', 'tenant'],
    [
      '/subscriptions/S1/resourcegroups',
      'Microsoft.Resources/subscriptions/resourceGroups',
      '/subscriptions/S1',
      'subscription',
    ],
    [
      '/subscriptions/S1/locations',
      'Microsoft.Resources/subscriptions/locations',
      '/subscriptions/S1',
      'subscription',
    ],
    [
      '/subscriptions/S1/providers',
      'Microsoft.Resources/subscriptions/providers',
      '/subscriptions/S1',
      'subscription',
    ],
    [`${G}/resources`, 'Microsoft.Resources/subscriptions/resourceGroups/resources', G, 'resourceGroup'],
    [
      '/providers/Microsoft.Management/managementgroups',
      'Microsoft.Management/managementGroups',
      '',
      'tenant',
    ],
    [
      '/providers/Microsoft.Management/managementGroups/g/subscriptions',
      'Microsoft.Management/managementGroups/subscriptions',
      '/providers/Microsoft.Management/managementGroups/g',
      'managementGroup',
    ],
    ['/subscriptions/S1/providers/ML/workspaces', 'ML/workspaces', '/subscriptions/S1', 'subscription'],
    [`${G}/providers/ML/workspaces/`, 'ML/workspaces', G, 'resourceGroup'],
    [`${W}//onlineEndpoints`, 'ML/workspaces/onlineEndpoints', W, 'resource'],
    [
      `${W}/onlineEndpoints/e/deployments`,
      'ML/workspaces/onlineEndpoints/deployments',
      `${W}/onlineEndpoints/e`,
      'resource',
    ],
    [
      `${W}/providers/Microsoft.Authorization/policyAssignments`,
      'Microsoft.Authorization/policyAssignments',
      W,
      'resource',
    ],
  ])('%s', (path, type, under, kind) => {
    expect(parseTarget(path)).toMatchObject({
      kind: 'collection',
      type,
      typeKey: type.toLowerCase(),
      under,
      underScope: { kind, id: under },
    });
  });
});

describe('a path leads to an item', () => {
  test.each([
    ['/subscriptions/S1', 'Microsoft.Resources/subscriptions', 'S1'],
    ['/providers/ML', 'Microsoft.Resources/providers', 'ML'],
    ['/subscriptions/S1/providers/ML', 'Microsoft.Resources/subscriptions/providers', 'ML'],
    [W, 'ML/workspaces', 'w'],
  ])('%s', (path, type, name) => {
    expect(parseTarget(path)).toMatchObject({ kind: 'item', id: { type, name } });
  });
});

test.each([
  '',
  '/',
  '/unknown',
  '/unknown/x',
  'subscriptions',
  `${W}/providers/A.B`,
  '/subscriptions/S1/../S2',
  '/subscriptions/S1\u0007',
])('%j leads nowhere', path => {
  expect(parseTarget(path)).toBeUndefined();
});

describe('the last segment of a POST is an operation', () => {
  test.each([
    [`${W}/onlineEndpoints/e/listKeys`, 'listKeys', { kind: 'item', id: { name: 'e' } }],
    [`${G}/moveResources`, 'moveResources', { kind: 'item', id: { name: 'rg' } }],
    [
      '/subscriptions/S1/providers/Microsoft.Management/register',
      'register',
      {
        kind: 'item',
        id: { type: 'Microsoft.Resources/subscriptions/providers', name: 'Microsoft.Management' },
      },
    ],
    [
      '/providers/Microsoft.Management/getEntities',
      'getEntities',
      { kind: 'item', id: { type: 'Microsoft.Resources/providers' } },
    ],
    [
      '/subscriptions/S1/providers/P/policyStates/latest/queryResults',
      'queryResults',
      { kind: 'item', id: { name: 'latest' } },
    ],
    [
      `${W}/onlineEndpoints/checkName`,
      'checkName',
      { kind: 'collection', typeKey: 'ml/workspaces/onlineendpoints' },
    ],
  ])('%s', (path, name, on) => {
    expect(parseAction(path)).toMatchObject({ name, on });
  });

  test.each(['', '/', '/subscriptions', '/x/y', '/subscriptions/S1/../act'])('%j has none', path => {
    expect(parseAction(path)).toBeUndefined();
  });
});
