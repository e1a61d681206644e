import type { ScopeRecord } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { show } from '../../../prepare.ts';
import { bareSnapshot, group, subscription } from '../../../testing/bare-snapshot.ts';
import { CALLER, LATER, NOW, refusal, refusalOf, TENANT_ID, written } from '../../../testing/write.ts';
import { managementGroupChanges } from './changes.ts';
import { checkManagementGroupDelete } from './check-delete.ts';
import { expandManagementGroup, groupDescendants } from './respond.ts';
import { MANAGEMENT_GROUPS } from './type.ts';

const PREFIX = '/providers/Microsoft.Management/managementGroups/';
const SUBSCRIPTION = '00000000-0000-0000-0000-000000000005';
const TREE: readonly ScopeRecord[] = [
  group('Root', undefined, 'Tenant root'),
  group('production', 'Root', 'Production'),
  group('chat', 'production'),
  group('sandbox', 'Root', 'Sandbox'),
  subscription(SUBSCRIPTION, 'chat', 'Chat'),
];
const snapshot = bareSnapshot({ scopes: TREE });

const put = (name: string, body: JsonObject, more: object = {}) =>
  ({ type: MANAGEMENT_GROUPS, id: PREFIX + name, body, input: { snapshot }, ...more }) as const;
const parent = (name: string): JsonObject => ({ properties: { details: { parent: { id: PREFIX + name } } } });

describe('a management group', () => {
  it('stands below the parent that it names, in any case', () => {
    expect(
      written(
        put('new', {
          properties: { displayName: 'New', details: { parent: { id: `${PREFIX}PRODUCTION` } } },
        }),
      ).body,
    ).toEqual({
      properties: {
        tenantId: TENANT_ID,
        displayName: 'New',
        details: { version: 1, updatedTime: NOW, updatedBy: CALLER, parent: { id: `${PREFIX}production` } },
      },
    });
  });

  it.each<[string, JsonObject]>([
    ['no parent', {}],
    ['an empty parent, as az sends it', { name: 'new', properties: { details: { parent: {} } } }],
    ['a null parent', { properties: { details: { parent: null } } }],
  ])('with %s stands below the root, and is called by its name', (_, body) => {
    expect(written(put('new', body)).body).toMatchObject({
      properties: { displayName: 'new', details: { parent: { id: `${PREFIX}Root` } } },
    });
  });

  it('is the root when it is the first one', () => {
    const first = written(put('first', {}, { input: { snapshot: bareSnapshot() } }));
    expect(first.body['properties']).toMatchObject({ details: { version: 1 } });
    expect(first.body).not.toHaveProperty('properties.details.parent');
    expect(managementGroupChanges(first, undefined)).toMatchObject([
      { kind: 'scope', record: { kind: 'managementGroup', parent: '' } },
    ]);
  });

  const stored = written(put('chat', parent('production')));

  it('stays where it is when a PUT names no parent, and counts its versions', () => {
    const next = written(
      put(
        'chat',
        { properties: { displayName: 'Chat' } },
        { stored, input: { snapshot, now: LATER, callerId: 'other' } },
      ),
    );
    expect(next.body['properties']).toMatchObject({
      displayName: 'Chat',
      details: { version: 2, updatedTime: LATER, updatedBy: 'other', parent: { id: `${PREFIX}production` } },
    });
  });

  it('is renamed and moved by a PATCH, which speaks at the top', () => {
    const body = { displayName: 'Talk', parentGroupId: `${PREFIX}sandbox` };
    expect(written(put('chat', body, { verb: 'PATCH', stored })).body).toMatchObject({
      properties: { displayName: 'Talk', details: { version: 2, parent: { id: `${PREFIX}sandbox` } } },
    });
  });

  it('renamed alone, it does not move', () => {
    expect(written(put('chat', { displayName: 'Talk' }, { verb: 'PATCH', stored })).body).toMatchObject({
      properties: { displayName: 'Talk', details: { parent: { id: `${PREFIX}production` } } },
    });
  });

  it.each<[string, string, JsonObject, string]>([
    ['below a group that is not there', 'new', parent('nowhere'), 'InvalidParentManagementGroup'],
    [
      'below a subscription',
      'new',
      { properties: { details: { parent: { id: `/subscriptions/${SUBSCRIPTION}` } } } },
      'InvalidParentManagementGroup',
    ],
    ['below itself', 'chat', parent('CHAT'), 'InvalidParentManagementGroup'],
    ['below a group that is below it', 'production', parent('chat'), 'InvalidParentManagementGroup'],
    ['above the root', 'root', parent('production'), 'InvalidParentManagementGroup'],
    [
      'below a bare name',
      'new',
      { properties: { details: { parent: { id: 'production' } } } },
      'InvalidRequestContent',
    ],
    ['with a number for a name', 'new', { properties: { displayName: 1 } }, 'InvalidRequestContent'],
    ['under a name with spaces', 'a group', {}, 'InvalidResourceName'],
  ])('%s is refused', (_, name, body, code) => {
    expect(refusal(put(name, body))).toMatchObject({ status: 400, code });
  });

  it('cannot be prepared by somebody who forgot the snapshot', () => {
    expect(() => written(put('new', {}, { input: {} }))).toThrow('without the snapshot');
  });
});

describe('deleting', () => {
  const at = (name: string) => written(put(name, {}));
  it.each([
    ['the root', 'root', 'Conflict'],
    ['a group with groups in it', 'production', 'ParentNotEmpty'],
    ['a group with subscriptions in it', 'chat', 'ParentNotEmpty'],
  ])('%s is refused', (_, name, code) => {
    expect(refusalOf(() => checkManagementGroupDelete(at(name), snapshot))).toMatchObject({
      status: 409,
      code,
    });
  });

  it('an empty group is allowed, and leaves the tree', () => {
    const sandbox = at('sandbox');
    expect(() => checkManagementGroupDelete(sandbox, snapshot)).not.toThrow();
    expect(managementGroupChanges(undefined, sandbox)).toEqual([
      { kind: 'scope', key: sandbox.key, record: null },
    ]);
  });
});

describe('a group is shown', () => {
  const stored = written(put('chat', parent('production')));
  const shown = show(MANAGEMENT_GROUPS, stored, { baseUrl: '', tenantId: TENANT_ID, snapshot });

  it('with the name that its parent has now', () => {
    expect(shown['properties']).toMatchObject({
      details: { parent: { id: `${PREFIX}production`, name: 'production', displayName: 'Production' } },
    });
  });

  it('with the path from the root and the chain of groups above', () => {
    const expanded = expandManagementGroup(shown, snapshot, stored.key, { path: true, ancestors: true });
    const [root, production] = [
      { name: 'Root', displayName: 'Tenant root' },
      { name: 'production', displayName: 'Production' },
    ];
    expect(expanded['properties']).toMatchObject({
      details: {
        path: [root, production],
        managementGroupAncestors: ['production', 'Root'],
        managementGroupAncestorsChain: [production, root],
      },
    });
    expect(expanded).not.toHaveProperty('properties.children');
  });

  const children = (asked: object) =>
    expandManagementGroup({}, snapshot, `${PREFIX}production`.toLowerCase(), { children: true, ...asked })[
      'properties'
    ];
  const chat = {
    id: `${PREFIX}chat`,
    type: 'Microsoft.Management/managementGroups',
    name: 'chat',
    displayName: 'chat',
  };
  const inChat = {
    id: `/subscriptions/${SUBSCRIPTION}`,
    type: '/subscriptions',
    name: SUBSCRIPTION,
    displayName: 'Chat',
  };

  it('with its children, at every depth, or only the groups', () => {
    expect(children({})).toEqual({ details: {}, children: [chat] });
    expect(children({ recurse: true })).toEqual({ details: {}, children: [{ ...chat, children: [inChat] }] });
    expect(children({ recurse: true, groupsOnly: true })).toEqual({
      details: {},
      children: [{ ...chat, children: [] }],
    });
  });

  it('with all that is below it', () => {
    const below = groupDescendants(snapshot, `${PREFIX}root`.toLowerCase());
    expect(below.map(({ name, type }) => [name, type])).toEqual([
      ['production', 'Microsoft.Management/managementGroups'],
      ['sandbox', 'Microsoft.Management/managementGroups'],
      ['chat', 'Microsoft.Management/managementGroups'],
      [SUBSCRIPTION, 'Microsoft.Management/managementGroups/subscriptions'],
    ]);
    expect(below[3]).toMatchObject({ properties: { displayName: 'Chat', parent: { id: `${PREFIX}chat` } } });
  });
});
