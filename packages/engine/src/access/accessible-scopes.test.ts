import { expect, test } from 'vitest';
import { grant, principal, role, SCOPES } from '../testing/world.ts';
import { accessibleScopes, isWithin } from './accessible-scopes.ts';

const MG = '/providers/Microsoft.Management/managementGroups';
const mg = MG.toLowerCase();

function scopesOf(...grants: readonly (readonly [role: string, scope: string])[]): readonly string[] {
  const assignments = grants.map(([name, scope]) => grant('p', name, scope));
  const view = {
    scopes: SCOPES,
    principals: new Map([['p', principal('p')]]),
    roleDefinitions: new Map(
      [role('reader', ['*/read']), role('writer', ['*/write'])].map(record => [
        record.id.toLowerCase(),
        record,
      ]),
    ),
    roleAssignments: new Map(assignments.map(record => [record.id, record])),
  };
  return accessibleScopes(view, 'P', 'Microsoft.X/things/READ');
}

test.each<[string, readonly string[], readonly string[]]>([
  ['no role: nowhere', scopesOf(), []],
  ['a role without the action: nowhere', scopesOf(['writer', '']), []],
  ['the tenant: everywhere', scopesOf(['reader', ''], ['reader', '/subscriptions/s1']), ['']],
  [
    'a management group brings the groups and subscriptions below it',
    scopesOf(['reader', `${MG}/root`]),
    [`${mg}/production`, `${mg}/root`, `${mg}/sandbox`, '/subscriptions/s1', '/subscriptions/s2'],
  ],
  [
    'a scope inside another is left out',
    scopesOf(['reader', '/subscriptions/s1'], ['reader', '/subscriptions/s1/resourceGroups/rg1']),
    ['/subscriptions/s1'],
  ],
  [
    'scopes side by side are both there',
    scopesOf(['reader', '/subscriptions/s1/resourceGroups/RG1'], ['reader', '/subscriptions/s2']),
    ['/subscriptions/s1/resourcegroups/rg1', '/subscriptions/s2'],
  ],
])('%s', (_, actual, wanted) => {
  expect(actual).toEqual(wanted);
});

test.each<[string, readonly string[], string, boolean]>([
  ['nowhere holds nothing', [], '/subscriptions/s1', false],
  ['everywhere holds anything', [''], 'anything', true],
  ['a scope holds itself', ['/subscriptions/s1'], '/subscriptions/s1', true],
  ['and what is below it', ['/subscriptions/s1'], '/subscriptions/s1/resourcegroups/rg', true],
  ['but not what only begins alike', ['/subscriptions/s1'], '/subscriptions/s10', false],
])('%s', (_, scopes, key, within) => {
  expect(isWithin(scopes, key)).toBe(within);
});
