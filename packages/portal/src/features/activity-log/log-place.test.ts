import { expect, it } from 'vitest';
import { logPlaceOf } from './log-place.ts';

const node = { displayName: 'x', parentId: '/up' };

it('a subscription has a log of its own', () =>
  expect(logPlaceOf({ ...node, kind: 'subscription', id: '/subscriptions/s' })).toEqual({
    path: '/subscriptions/s',
    filter: undefined,
    isWider: false,
  }));

it('a resource group is a part of that of its subscription', () =>
  expect(logPlaceOf({ ...node, kind: 'resourceGroup', id: '/subscriptions/s/resourceGroups/rg' })).toEqual({
    path: '/subscriptions/s',
    filter: "resourceGroupName eq 'rg'",
    isWider: false,
  }));

it('the topmost group is the tenant, any other one has more than its own', () => {
  const group = { ...node, kind: 'managementGroup' as const, id: '/providers/x/managementGroups/g' };
  expect(logPlaceOf({ ...group, parentId: undefined })).toEqual({
    path: '',
    filter: undefined,
    isWider: false,
  });
  expect(logPlaceOf(group)).toEqual({ path: '', filter: undefined, isWider: true });
});
