import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { bareSnapshot, group } from '../../../testing/bare-snapshot.ts';
import { CALLER, LATER, NOW, refusal, refusalOf, written } from '../../../testing/write.ts';
import { roleAssignmentChanges } from './changes.ts';
import { checkRoleAssignmentDelete } from './check-delete.ts';
import { ROLE_ASSIGNMENTS } from './type.ts';

const GUID = '05c5a614-a7d6-4502-b150-c2fb455033ff';
const ID = `/subscriptions/5/providers/Microsoft.Authorization/roleAssignments/${GUID}`;
const READER = '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';
const properties = { roleDefinitionId: `/subscriptions/5${READER}`, principalId: 'p1' };

const put = (given: JsonObject, more: object = {}) => ({
  type: ROLE_ASSIGNMENTS,
  id: ID,
  body: { properties: given },
  ...more,
});
const first = written(put(properties));

it('keeps the role by its id at the tenant, and who gave it when', () => {
  expect(first.body['properties']).toEqual({
    roleDefinitionId: READER,
    principalId: 'p1',
    principalType: 'ServicePrincipal',
    scope: '/subscriptions/5',
    createdOn: NOW,
    updatedOn: NOW,
    createdBy: CALLER,
    updatedBy: CALLER,
  });
});

const principals = [{ id: 'P1', clientId: 'c', displayName: 'Ann', kind: 'User', enabled: true }] as const;

it('knows what kind of principal it is for', () => {
  expect(
    written(put(properties, { input: { snapshot: bareSnapshot({ principals }) } })).body['properties'],
  ).toMatchObject({ principalType: 'User' });
  expect(written(put({ ...properties, principalType: 'group' })).body['properties']).toMatchObject({
    principalType: 'Group',
  });
});

it('takes the kind of principal that is said, in any letter case, as long as it is the right one', () => {
  const input = { snapshot: bareSnapshot({ principals }) };
  expect(written(put({ ...properties, principalType: 'user' }, { input })).body['properties']).toMatchObject({
    principalType: 'User',
  });
  for (const principalType of ['ServicePrincipal', 'Group', 'ForeignGroup'])
    expect(refusal(put({ ...properties, principalType }, { input }))).toMatchObject({
      status: 400,
      code: 'UnmatchedPrincipalType',
      target: '/properties/principalType',
      message: expect.stringContaining("has type 'User'"),
    });
});

it('written again, it stays what it was', () => {
  const again = written(
    put({ ...properties, description: 'why' }, { stored: first, input: { now: LATER, callerId: 'other' } }),
  );
  expect(again.body['properties']).toMatchObject({
    description: 'why',
    createdOn: NOW,
    createdBy: CALLER,
    updatedOn: LATER,
    updatedBy: 'other',
  });
});

describe('refused is', () => {
  it.each<[string, object, { code: string; target?: string }]>([
    [
      'one without a role',
      put({ principalId: 'p1' }),
      { code: 'InvalidRequestContent', target: '/properties/roleDefinitionId' },
    ],
    [
      'one without a principal',
      put({ roleDefinitionId: READER }),
      { code: 'InvalidRequestContent', target: '/properties/principalId' },
    ],
    [
      'a role by its name',
      put({ ...properties, roleDefinitionId: 'Reader' }),
      { code: 'InvalidRequestContent', target: '/properties/roleDefinitionId' },
    ],
    [
      'something that is no role',
      put({ ...properties, roleDefinitionId: '/subscriptions/5' }),
      { code: 'InvalidRequestContent', target: '/properties/roleDefinitionId' },
    ],
    [
      'a condition',
      put({ ...properties, condition: '@Resource[...]' }),
      { code: 'FeatureNotSupported', target: '/properties/condition' },
    ],
    [
      'a name that is no GUID',
      put(properties, { id: ID.replace(GUID, 'reader') }),
      { code: 'InvalidResourceName' },
    ],
    [
      'another principal',
      put({ ...properties, principalId: 'p2' }, { stored: first }),
      { code: 'RoleAssignmentUpdateNotPermitted' },
    ],
    [
      'another role',
      put({ ...properties, roleDefinitionId: `${READER}0` }, { stored: first }),
      { code: 'RoleAssignmentUpdateNotPermitted' },
    ],
  ])('%s', (_, write, { code, target }) => {
    expect(refusal({ ...put({}), ...write })).toMatchObject({
      status: 400,
      code,
      ...(target ? { target } : {}),
    });
  });
});

it('changes who may do what', () => {
  expect(roleAssignmentChanges(first, undefined)).toEqual(
    [
      {
        kind: 'roleAssignment',
        key: ID,
        record: { id: ID, scope: '/subscriptions/5', roleDefinitionId: READER, principalId: 'p1' },
      },
    ].map(change => ({ ...change, key: ID.toLowerCase() })),
  );
  expect(roleAssignmentChanges(undefined, first)).toEqual([
    { kind: 'roleAssignment', key: ID.toLowerCase(), record: null },
  ]);
});

it('at the tenant has the scope / for clients and the tenant for the engine', () => {
  const atTenant = written(
    put(properties, { id: `/providers/Microsoft.Authorization/roleAssignments/${GUID}` }),
  );
  expect(atTenant.body['properties']).toMatchObject({ scope: '/' });
  expect(roleAssignmentChanges(atTenant, undefined)).toMatchObject([{ record: { scope: '' } }]);
});

describe('taking a role away', () => {
  const OWNER = '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
  const ROOT = '/providers/Microsoft.Management/managementGroups/root';
  const principal = (id: string, enabled = true) =>
    ({ id, clientId: id, displayName: id, kind: 'ServicePrincipal', enabled }) as const;
  const given = (name: string, scope: string, roleDefinitionId: string, principalId: string) => ({
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    scope,
    roleDefinitionId,
    principalId,
  });
  const last = given('last', ROOT, OWNER, 'p1');
  const remove = (...others: readonly ReturnType<typeof given>[]) => {
    const snapshot = bareSnapshot({
      scopes: [group('root')],
      principals: [principal('p1'), principal('p2'), principal('gone', false)],
      roleAssignments: [last, ...others],
    });
    return () => checkRoleAssignmentDelete({ ...first, key: last.id.toLowerCase(), name: 'last' }, snapshot);
  };

  it.each<[string, readonly ReturnType<typeof given>[]]>([
    ['nobody else has a role', []],
    ['somebody else only reads', [given('r', ROOT, READER, 'p2')]],
    ['somebody else owns only a subscription', [given('s', '/subscriptions/5', OWNER, 'p2')]],
    ['the other Owner is switched off', [given('g', ROOT, OWNER, 'gone')]],
  ])('of the last Owner is refused where %s', (_, others) => {
    expect(refusalOf(remove(...others))).toMatchObject({ status: 409, code: 'LastOwnerCannotBeRemoved' });
  });

  it('of an Owner is allowed while another one is left, there or at the tenant', () => {
    expect(
      remove(given('o', ROOT.toUpperCase().replace('/PROVIDERS', '/providers'), OWNER, 'p2')),
    ).not.toThrow();
    expect(remove(given('t', '', OWNER, 'P2'))).not.toThrow();
  });

  it('of anything else is allowed', () => {
    const snapshot = bareSnapshot({
      scopes: [group('root')],
      principals: [principal('p1')],
      roleAssignments: [given('r', ROOT, READER, 'p1')],
    });
    expect(() =>
      checkRoleAssignmentDelete(
        { ...first, key: `${ROOT}/providers/Microsoft.Authorization/roleAssignments/r`.toLowerCase() },
        snapshot,
      ),
    ).not.toThrow();
  });
});
