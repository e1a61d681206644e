import { expect, test } from 'vitest';
import { SCOPES } from '../testing/world.ts';
import { ancestry } from './ancestry.ts';

const MG = '/providers/microsoft.management/managementgroups';
const ABOVE_S1 = [`${MG}/production`, `${MG}/root`, ''];

test.each([
  ['the tenant', '', ['']],
  ['a slash is the tenant', '/', ['']],
  [
    'a management group',
    '/providers/Microsoft.Management/managementGroups/sandbox',
    [`${MG}/sandbox`, `${MG}/root`, ''],
  ],
  ['a subscription', '/subscriptions/s1', ['/subscriptions/s1', ...ABOVE_S1]],
  ['a subscription that nobody knows', '/subscriptions/s9', ['/subscriptions/s9', '']],
  [
    'a group, in another letter case',
    '/SUBSCRIPTIONS/S1/resourcegroups/RG1',
    ['/subscriptions/s1/resourcegroups/rg1', '/subscriptions/s1', ...ABOVE_S1],
  ],
  [
    'a group that nobody knows',
    '/subscriptions/s1/resourceGroups/rg9',
    ['/subscriptions/s1/resourcegroups/rg9', '/subscriptions/s1', ...ABOVE_S1],
  ],
  [
    'a child resource has its parent resources above it',
    '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.X/workspaces/w/endpoints/e',
    [
      '/subscriptions/s1/resourcegroups/rg1/providers/microsoft.x/workspaces/w/endpoints/e',
      '/subscriptions/s1/resourcegroups/rg1/providers/microsoft.x/workspaces/w',
      '/subscriptions/s1/resourcegroups/rg1',
      '/subscriptions/s1',
      ...ABOVE_S1,
    ],
  ],
  [
    'an extension of a management group',
    `${MG}/root/providers/Microsoft.Authorization/policyAssignments/a`,
    [`${MG}/root/providers/microsoft.authorization/policyassignments/a`, `${MG}/root`, ''],
  ],
  ['text that is no id', 'nonsense', ['nonsense', '']],
])('%s', (_, id, chain) => {
  expect(ancestry(SCOPES, id)).toEqual(chain);
});

test('a tree that turns in a circle ends, each key once', () => {
  const circle = new Map([
    [
      '/providers/microsoft.management/managementgroups/a',
      { kind: 'managementGroup' as const, id: `${MG}/a`, name: 'a', parent: `${MG}/b`, document: {} },
    ],
    [
      '/providers/microsoft.management/managementgroups/b',
      { kind: 'managementGroup' as const, id: `${MG}/b`, name: 'b', parent: `${MG}/a`, document: {} },
    ],
    [
      '/subscriptions/s',
      { kind: 'subscription' as const, id: '/subscriptions/s', name: 's', parent: `${MG}/a`, document: {} },
    ],
  ]);
  expect(ancestry(circle, '/subscriptions/s')).toEqual(['/subscriptions/s', `${MG}/a`, `${MG}/b`, '']);
});
