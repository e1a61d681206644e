import { expect, it } from 'vitest';
import type { ScopeNode } from './scope.ts';
import { scopeContains } from './scope-contains.ts';

const node = (id: string, kind: ScopeNode['kind'], parentId?: string): ScopeNode => ({
  id,
  kind,
  parentId,
  displayName: id,
});
const MG = '/providers/Microsoft.Management/managementGroups';
const ROOT = node(`${MG}/root`, 'managementGroup');
const BELOW = node(`${MG}/below`, 'managementGroup', `${MG}/ROOT`);
const SUBSCRIPTION = node('/subscriptions/s', 'subscription', `${MG}/below`);
const GROUP = node('/subscriptions/s/resourceGroups/rg', 'resourceGroup', '/subscriptions/s');
const OTHER = node('/subscriptions/s2', 'subscription', ROOT.id);
const TREE = [ROOT, BELOW, SUBSCRIPTION, GROUP, OTHER];
const RESOURCE = '/SUBSCRIPTIONS/S/resourcegroups/RG/providers/A/b/c';

it.each([
  ['the root group', ROOT, RESOURCE, true],
  ['a group in between', BELOW, RESOURCE, true],
  ['the subscription', SUBSCRIPTION, RESOURCE, true],
  ['the resource group', GROUP, RESOURCE, true],
  ['a scope itself', GROUP, GROUP.id, true],
  ['another subscription, whose id begins alike', OTHER, RESOURCE, false],
  ['a subscription that is not in the tree', BELOW, '/subscriptions/s3/resourceGroups/rg', false],
  ['a name that begins alike', GROUP, '/subscriptions/s/resourceGroups/rg2', false],
] as const)('%s', (_, scope, id, expected) => expect(scopeContains(TREE, scope, id)).toBe(expected));
