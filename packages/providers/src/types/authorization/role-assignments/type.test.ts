import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { bareSnapshot } from '../../../testing/bare-snapshot.ts';
import { CALLER, LATER, NOW, refusal, written } from '../../../testing/write.ts';
import { roleAssignmentChanges } from './changes.ts';
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

it('knows what kind of principal it is for', () => {
  const principals = [{ id: 'P1', clientId: 'c', displayName: 'Ann', kind: 'User', enabled: true }] as const;
  expect(
    written(put(properties, { input: { snapshot: bareSnapshot({ principals }) } })).body['properties'],
  ).toMatchObject({ principalType: 'User' });
  expect(written(put({ ...properties, principalType: 'group' })).body['properties']).toMatchObject({
    principalType: 'Group',
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
