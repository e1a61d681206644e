import { expect, it } from 'vitest';
import type { ScopeNode } from '../../lib/scope.ts';
import { logPlace } from './log-place.ts';

const GROUPS = '/providers/Microsoft.Management/managementGroups';
const node = (kind: ScopeNode['kind'], id: string, parentId?: string): ScopeNode => ({
  kind,
  id,
  parentId,
  displayName: id,
});
const root = node('managementGroup', `${GROUPS}/root`);
const live = node('managementGroup', `${GROUPS}/live`, root.id);
const one = node('subscription', '/subscriptions/1', live.id.toUpperCase());
const group = node('resourceGroup', '/subscriptions/1/resourceGroups/rg', one.id);
const other = node('subscription', '/subscriptions/2', root.id);
const TREE = [root, live, one, group, other];

it('of the topmost scope, and where none is known, is the log of the tenant', () => {
  expect(logPlace(root, TREE)).toEqual({ under: '', filter: undefined });
  expect(logPlace(undefined, [])).toEqual({ under: '', filter: undefined });
});

it('of a subscription is its own', () =>
  expect(logPlace(other, TREE)).toEqual({ under: other.id, filter: undefined }));

it('of a resource group is a part of that of its subscription', () =>
  expect(logPlace(group, TREE)).toEqual({ under: one.id, filter: "resourceGroupName eq 'rg'" }));

it('of a management group is what is in it and below', () =>
  expect(logPlace(live, TREE)).toEqual({
    under: '',
    filter: `(resourceId eq '${live.id}' or startswith(resourceId,'${live.id}/') or subscriptionId eq '1')`,
  }));
