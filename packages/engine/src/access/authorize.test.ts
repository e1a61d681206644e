import { expect, test } from 'vitest';
import type { Principal } from '../model/records.ts';
import { grant, principal, role, SCOPES } from '../testing/world.ts';
import type { AccessView, Who } from './access-view.ts';
import { authorize } from './authorize.ts';

const byKey = <R extends { readonly id: string }>(records: readonly R[]) =>
  new Map(records.map(record => [record.id.toLowerCase(), record]));
const MG = '/providers/Microsoft.Management/managementGroups';

const view: AccessView = {
  scopes: SCOPES,
  principals: byKey([
    principal('Owner'),
    principal('reader'),
    principal('gone', false),
    principal('engineer'),
    principal('ghost-role'),
  ]),
  roleDefinitions: byKey([
    role('owner', ['*']),
    role('reader', ['*/read']),
    role('writer', ['Microsoft.X/things/write']),
  ]),
  roleAssignments: byKey([
    grant('OWNER', 'owner', ''),
    grant('reader', 'reader', `${MG}/production`),
    grant('gone', 'owner', ''),
    grant('unknown', 'owner', ''),
    grant('engineer', 'writer', '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.X/things/a'),
    {
      ...grant('engineer', 'reader', '/subscriptions/S2'),
      roleDefinitionId: '/subscriptions/s2/providers/Microsoft.Authorization/roleDefinitions/READER',
    },
    grant('ghost-role', 'deleted', ''),
  ]),
};

const RG1 = '/subscriptions/s1/resourcegroups/rg1';
const A = `${RG1}/providers/microsoft.x/things/a`;

test.each<[string, string, string, string, boolean]>([
  ['a role at the tenant reaches everything', 'owner', 'Microsoft.X/things/delete', A, true],
  ['the principal id compares without case', 'OWNER', 'Microsoft.X/things/delete', '', true],
  [
    'a role at a management group reaches the resources of its subscriptions',
    'reader',
    'Microsoft.X/things/read',
    A,
    true,
  ],
  ['but not its sibling', 'reader', 'Microsoft.X/things/read', '/subscriptions/s2', false],
  ['nor what is above it', 'reader', 'Microsoft.X/things/read', '', false],
  ['a role permits no more than its actions', 'reader', 'Microsoft.X/things/write', A, false],
  ['the action compares without case', 'reader', 'MICROSOFT.X/THINGS/READ', A, true],
  [
    'a role at a resource reaches what hangs on it',
    'engineer',
    'Microsoft.X/things/write',
    `${A}/parts/p`,
    true,
  ],
  ['but no resource whose name only begins alike', 'engineer', 'Microsoft.X/things/write', `${A}b`, false],
  [
    'a role id at another scope names the same role',
    'engineer',
    'Microsoft.X/things/read',
    '/subscriptions/s2/resourcegroups/rg1',
    true,
  ],
  ['a disabled principal may nothing', 'gone', 'Microsoft.X/things/read', A, false],
  [
    'an unknown principal may nothing, even with an assignment',
    'unknown',
    'Microsoft.X/things/read',
    A,
    false,
  ],
  ['an assignment of a role that is gone grants nothing', 'ghost-role', 'Microsoft.X/things/read', A, false],
  ['no principal', '', 'Microsoft.X/things/read', A, false],
])('%s', (_, who, action, scope, allowed) => {
  expect(authorize(view, who, action, scope)).toBe(allowed);
});

const group = (id: string, members: readonly string[], enabled = true): Principal => ({
  ...principal(id, enabled),
  kind: 'Group',
  members,
});

const grouped: AccessView = {
  ...view,
  principals: byKey([
    principal('ann'),
    principal('bob'),
    principal('gone', false),
    group('Team', ['ANN', 'gone']),
    group('all', ['team', 'round']),
    group('round', ['all']),
    group('closed', ['ann', 'bob'], false),
  ]),
  roleAssignments: byKey([
    grant('team', 'reader', '/subscriptions/s1'),
    grant('ALL', 'writer', '/subscriptions/s2'),
    grant('closed', 'owner', ''),
  ]),
};

test.each<[string, Who, string, string, boolean]>([
  ['a member has what its group has', 'ann', 'Microsoft.X/things/read', RG1, true],
  [
    'and what groups of groups have, round in a ring',
    'ann',
    'Microsoft.X/things/write',
    '/subscriptions/s2',
    true,
  ],
  ['no more than that', 'ann', 'Microsoft.X/things/delete', RG1, false],
  ['a disabled group grants nothing', 'bob', 'Microsoft.X/things/read', RG1, false],
  ['a disabled member has nothing', 'gone', 'Microsoft.X/things/read', RG1, false],
  [
    'a group that the token names counts, with those that it is in',
    { id: 'bob', groupIds: ['TEAM'] },
    'Microsoft.X/things/write',
    '/subscriptions/s2',
    true,
  ],
  ['but none that is disabled', { id: 'bob', groupIds: ['closed'] }, 'Microsoft.X/things/read', RG1, false],
  ['nor what is no group', { id: 'bob', groupIds: ['ann'] }, 'Microsoft.X/things/read', RG1, false],
  ['nor for somebody unknown', { id: 'who', groupIds: ['team'] }, 'Microsoft.X/things/read', RG1, false],
])('of groups: %s', (_, who, action, scope, allowed) => {
  expect(authorize(grouped, who, action, scope)).toBe(allowed);
});
