import { RESOURCE_TYPES } from '@sluice/providers/types';
import { expect, test } from 'vitest';
import { ROUTES } from '../resources/index.ts';
import { createRouteNames } from './route-names.ts';

const nameOf = createRouteNames(RESOURCE_TYPES, ROUTES);
const SUBSCRIPTION = '/subscriptions/11111111-1111-4111-8111-111111111111';
const ML = 'providers/Microsoft.MachineLearningServices';

test.each([
  [SUBSCRIPTION, 'Microsoft.Resources/subscriptions'],
  ['/subscriptions', 'Microsoft.Resources/subscriptions'],
  [
    `${SUBSCRIPTION}/resourcegroups/rg/${ML}/WORKSPACES/w/onlineendpoints/e`,
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  ],
  [
    `${SUBSCRIPTION}/resourceGroups/rg/${ML}/workspaces/w/onlineEndpoints/e/listKeys`,
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/listKeys',
  ],
  [
    `${SUBSCRIPTION}/providers/Microsoft.Authorization/policyAssignments/p`,
    'Microsoft.Authorization/policyAssignments',
  ],
])('%s is named by its type as this server spells it', (path, name) => {
  expect(nameOf(path)).toBe(name);
});

test.each(['/', '', '/favicon.ico', `${SUBSCRIPTION}/providers/Made.Up/things/x`, '/a//b/%'])(
  '%s is unknown',
  path => {
    expect(nameOf(path)).toBe('unknown');
  },
);
