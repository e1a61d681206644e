import { describe, expect, it } from 'vitest';
import type { ScopeNode } from '../../lib/scope.ts';
import { findScope, isExcluded } from './shown-scope.ts';

const ROOT = '/providers/Microsoft.Management/managementGroups/root';
const SUBSCRIPTION = '/subscriptions/s';
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;
const WORKSPACE = `${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/w`;
const TREE: readonly ScopeNode[] = [
  { id: ROOT, kind: 'managementGroup', displayName: 'Root', parentId: undefined },
  { id: SUBSCRIPTION, kind: 'subscription', displayName: 'Production', parentId: ROOT },
  { id: GROUP, kind: 'resourceGroup', displayName: 'rg', parentId: SUBSCRIPTION },
];

function shown(id: string, tree = TREE) {
  const scope = findScope(id, tree);
  if (scope === undefined) throw new Error(`${id} is no scope`);
  return scope;
}

describe('a scope', () => {
  it.each<[string, string, string, readonly string[]]>([
    [ROOT, 'managementGroup', 'Root', []],
    ['/SUBSCRIPTIONS/S', 'subscription', 'Production', ['Root']],
    [GROUP, 'resourceGroup', 'rg', ['Root', 'Production']],
    [WORKSPACE, 'resource', 'w', ['Root', 'Production', 'rg']],
    [`${SUBSCRIPTION}/resourceGroups/other`, 'resourceGroup', 'other', ['Root', 'Production']],
    ['/subscriptions/unknown', 'subscription', 'unknown', []],
    ['/providers/Microsoft.Management/managementGroups/x', 'managementGroup', 'x', []],
  ])('%s is a %s called %s', (id, kind, displayName, above) => {
    const scope = shown(id);
    expect(scope).toMatchObject({ kind, displayName });
    expect(scope.above.map(each => each.displayName)).toEqual(above);
  });

  it.each(['', '/', 'rg', '/subscriptions', 'azureml://registries/r/models/m'])('%j is none', id => {
    expect(findScope(id, TREE)).toBeUndefined();
  });
});

describe('a scope is left out', () => {
  it.each<[string, string, readonly string[], boolean]>([
    ['by itself, in any case', GROUP, [GROUP.toUpperCase()], true],
    ['by what it is in', WORKSPACE, [SUBSCRIPTION], true],
    ['by a management group above', GROUP, [ROOT], true],
    ['not by what is in it', SUBSCRIPTION, [GROUP], false],
    ['not by one whose name begins alike', `${SUBSCRIPTION}/resourceGroups/rg2`, [GROUP], false],
    ['not by nothing', GROUP, [], false],
    ['not by an empty text', GROUP, [''], false],
  ])('%s', (_, id, notScopes, expected) => {
    expect(isExcluded(shown(id), notScopes)).toBe(expected);
  });
});
