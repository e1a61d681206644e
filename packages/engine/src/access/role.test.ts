import { expect, test } from 'vitest';
import { role } from '../testing/world.ts';
import { permitsOf } from './role.ts';

test.each<[string, readonly string[], readonly string[], string, boolean]>([
  ['no action permits nothing', [], [], 'microsoft.x/things/read', false],
  ['an exact action', ['Microsoft.X/things/read'], [], 'microsoft.x/things/read', true],
  ['an exact action and no other', ['Microsoft.X/things/read'], [], 'microsoft.x/things/write', false],
  ['an exact action is no prefix', ['Microsoft.X/things/read'], [], 'microsoft.x/things/read/more', false],
  ['an asterisk is everything', ['*'], [], 'microsoft.x/things/delete', true],
  ['every read', ['*/read'], [], 'microsoft.x/a/b/read', true],
  ['every read, and nothing that only begins like it', ['*/read'], [], 'microsoft.x/a/readers', false],
  [
    'an asterisk in the middle spans segments',
    ['Microsoft.X/workspaces/*/write'],
    [],
    'microsoft.x/workspaces/endpoints/deployments/write',
    true,
  ],
  [
    'an asterisk in the middle needs both ends',
    ['Microsoft.X/workspaces/*/write'],
    [],
    'microsoft.x/workspaces/write',
    false,
  ],
  ['the two ends may not overlap', ['ab*ba'], [], 'aba', false],
  ['two asterisks, parts in order', ['a*b*c'], [], 'axxbxxc', true],
  ['two asterisks, parts out of order', ['a*b*c'], [], 'acb', false],
  ['two asterisks, the middle may not use the end', ['a*bc*c'], [], 'abc', false],
  ['letter case of the pattern does not matter', ['MICROSOFT.x/*'], [], 'microsoft.x/things/read', true],
  [
    'what notActions take back',
    ['*'],
    ['Microsoft.Authorization/*/Write'],
    'microsoft.authorization/roleassignments/write',
    false,
  ],
  [
    'what notActions leave',
    ['*'],
    ['Microsoft.Authorization/*/Write'],
    'microsoft.authorization/roleassignments/read',
    true,
  ],
  ['an empty pattern is no asterisk', [''], [], 'x', false],
])('%s', (_, actions, notActions, action, permitted) => {
  expect(permitsOf(role('r', actions, notActions))(action)).toBe(permitted);
});

test('what one permission takes back another may give', () => {
  const both = {
    id: 'r',
    roleName: 'r',
    permissions: [
      { actions: ['*'], notActions: ['a/write'], dataActions: [], notDataActions: [] },
      { actions: ['a/write'], notActions: [], dataActions: [], notDataActions: [] },
    ],
  };
  expect(permitsOf(both)('a/write')).toBe(true);
});

test('a role is compiled once', () => {
  const reader = role('reader', ['*/read']);
  expect(permitsOf(reader)).toBe(permitsOf(reader));
});
