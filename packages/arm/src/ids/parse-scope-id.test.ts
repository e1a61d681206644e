import { describe, expect, test } from 'vitest';
import { parseScopeId } from './parse-scope-id.ts';

const G = '/subscriptions/S1/resourceGroups/rg';

describe('a scope is read', () => {
  test.each([
    ['', { kind: 'tenant', id: '', key: '' }],
    ['/', { kind: 'tenant', id: '', key: '' }],
    [
      '/subscriptions/S1',
      { kind: 'subscription', id: '/subscriptions/S1', key: '/subscriptions/s1', subscriptionId: 'S1' },
    ],
    [
      `/subscriptions/S1/resourcegroups/rg/`,
      { kind: 'resourceGroup', id: G, key: G.toLowerCase(), subscriptionId: 'S1', resourceGroup: 'rg' },
    ],
    [
      '/providers/Microsoft.Management/managementGroups/Root',
      {
        kind: 'managementGroup',
        id: '/providers/Microsoft.Management/managementGroups/Root',
        key: '/providers/microsoft.management/managementgroups/root',
        managementGroup: 'Root',
      },
    ],
    [
      `${G}/providers/A.B/t/n`,
      {
        kind: 'resource',
        id: `${G}/providers/A.B/t/n`,
        key: `${G}/providers/A.B/t/n`.toLowerCase(),
        subscriptionId: 'S1',
        resourceGroup: 'rg',
      },
    ],
    ['/providers/A.B/t/n', { kind: 'resource', id: '/providers/A.B/t/n', key: '/providers/a.b/t/n' }],
  ])('%s', (text, scope) => {
    expect(parseScopeId(text)).toEqual(scope);
  });
});

describe('what is no scope', () => {
  test.each([
    'x',
    '/subscriptions',
    '/subscriptions/S1/resourceGroups',
    '/subscriptions/S1/providers/A.B',
    '/subscriptions/../x',
  ])('%s', text => {
    expect(parseScopeId(text)).toBeUndefined();
  });
});
