import { expect, test } from 'vitest';
import { SCOPES } from '../testing/world.ts';
import { scopeContext } from './scope-context.ts';

const view = { scopes: SCOPES };

test('a resource has a subscription, a group and the management groups above, nearest first', () => {
  const context = scopeContext(view, '/subscriptions/s1/resourcegroups/rg1/providers/microsoft.x/things/n');
  expect(context).toEqual({
    subscription: { id: '/subscriptions/s1', subscriptionId: 's1', tags: { tier: 's1' } },
    resourceGroup: { id: '/subscriptions/s1/resourceGroups/rg1', name: 'rg1', location: 'eastus' },
    managementGroups: ['production', 'root'],
  });
});

test('a subscription has no group', () => {
  expect(Object.keys(scopeContext(view, '/subscriptions/s2'))).toEqual(['subscription', 'managementGroups']);
});

test('a management group has only those above it, itself included', () => {
  expect(scopeContext(view, '/providers/microsoft.management/managementgroups/sandbox')).toEqual({
    managementGroups: ['sandbox', 'root'],
  });
});

test('what nobody knows has nothing', () => {
  expect(scopeContext(view, '/subscriptions/s9/resourcegroups/x')).toEqual({ managementGroups: [] });
});
