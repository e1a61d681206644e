import { readFileSync } from 'node:fs';
import type { JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { refusal, written } from '../../../testing/write.ts';
import { roleDefinitionChanges } from './changes.ts';
import { ROLE_DEFINITIONS } from './type.ts';

const GUID = '00000000-0000-4000-8000-000000000001';
const PREFIX = '/providers/Microsoft.Authorization/roleDefinitions/';
const WORKSPACES = 'Microsoft.MachineLearningServices/workspaces';
const POLICY = 'Microsoft.Authorization';

describe('a built-in role', () => {
  const roles: readonly [string, string, string, readonly string[], readonly string[]][] = [
    ['owner', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', ['*'], []],
    [
      'contributor',
      'b24988ac-6180-42a0-ab88-20f7382dd24c',
      'Contributor',
      ['*'],
      [`${POLICY}/*/Delete`, `${POLICY}/*/Write`, `${POLICY}/elevateAccess/Action`],
    ],
    ['reader', 'acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', ['*/read'], []],
    [
      'resource-policy-contributor',
      '36243c78-bf99-498c-9df9-86d9f8d28608',
      'Resource Policy Contributor',
      [
        '*/read',
        `${POLICY}/policyAssignments/*`,
        `${POLICY}/policyDefinitions/*`,
        `${POLICY}/policyExemptions/*`,
        `${POLICY}/policySetDefinitions/*`,
        `${POLICY}/policyEnrollments/*`,
        'Microsoft.PolicyInsights/*',
        'Microsoft.Resources/deployments/*',
      ],
      [],
    ],
    [
      'azureml-data-scientist',
      'f6c7c914-8db3-469d-8ca1-694a8f32e121',
      'AzureML Data Scientist',
      [`${WORKSPACES}/*/read`, `${WORKSPACES}/*/action`, `${WORKSPACES}/*/delete`, `${WORKSPACES}/*/write`],
      [
        `${WORKSPACES}/delete`,
        `${WORKSPACES}/write`,
        `${WORKSPACES}/computes/*/write`,
        `${WORKSPACES}/computes/*/delete`,
        `${WORKSPACES}/computes/listKeys/action`,
      ],
    ],
    [
      'azureml-registry-user',
      '1823dd4f-9b8c-4ab6-ab4e-7397a3684615',
      'AzureML Registry User',
      [
        'Microsoft.MachineLearningServices/registries/read',
        'Microsoft.MachineLearningServices/registries/assets/*',
        'Microsoft.MachineLearningServices/registries/models/*/read',
      ],
      [],
    ],
  ];
  it.each(roles)('%s is shipped with what it allows', (file, name, roleName, actions, notActions) => {
    const document = JSON.parse(
      readFileSync(new URL(`../../../../../content/roles/${file}.json`, import.meta.url), 'utf8'),
    );
    const role = written({
      type: ROLE_DEFINITIONS,
      id: PREFIX + name,
      body: document,
      input: { builtIn: true },
    });
    expect(role.body['properties']).toEqual(document.properties);
    expect(roleDefinitionChanges(role, undefined)).toEqual([
      {
        kind: 'roleDefinition',
        key: PREFIX.toLowerCase() + name,
        record: {
          id: PREFIX + name,
          roleName,
          permissions: [{ actions, notActions, dataActions: [], notDataActions: [] }],
        },
      },
    ]);
  });

  it('may leave out what it does not need', () => {
    const body = { properties: { roleName: 'Watcher', permissions: [{ actions: ['*/read'] }] } };
    expect(
      written({ type: ROLE_DEFINITIONS, id: `${PREFIX}${GUID}`, body, input: { builtIn: true } }).body[
        'properties'
      ],
    ).toEqual({
      roleName: 'Watcher',
      description: '',
      type: 'BuiltInRole',
      assignableScopes: ['/'],
      permissions: [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }],
    });
  });
});

describe('a custom role', () => {
  const id = `/subscriptions/5${PREFIX}${GUID}`;
  const properties = {
    roleName: 'Model deployer',
    permissions: [{ actions: ['Microsoft.X/things/*'], notActions: ['Microsoft.X/things/delete'] }],
    assignableScopes: ['/subscriptions/5', '/subscriptions/5/resourceGroups/g/'],
  };

  it('says where it may be given', () => {
    const role = written({ type: ROLE_DEFINITIONS, id, body: { properties } });
    expect(role.body['properties']).toMatchObject({
      type: 'CustomRole',
      description: '',
      assignableScopes: ['/subscriptions/5', '/subscriptions/5/resourceGroups/g'],
      permissions: [
        {
          actions: ['Microsoft.X/things/*'],
          notActions: ['Microsoft.X/things/delete'],
          dataActions: [],
          notDataActions: [],
        },
      ],
    });
    expect(roleDefinitionChanges(role, undefined)[0]?.record).toMatchObject({
      id,
      roleName: 'Model deployer',
      assignableScopes: ['/subscriptions/5', '/subscriptions/5/resourceGroups/g'],
    });
  });

  it('is custom whatever it says of itself', () => {
    const body = { properties: { ...properties, type: 'BuiltInRole' } };
    expect(written({ type: ROLE_DEFINITIONS, id, body }).body['properties']).toMatchObject({
      type: 'CustomRole',
    });
  });

  it.each([
    ['none', undefined],
    ['an empty list', []],
    ['the tenant', ['/']],
    ['a resource', ['/subscriptions/5/resourceGroups/g/providers/Microsoft.X/things/t']],
    ['no id', ['everywhere']],
  ])('needs scopes: %s is refused', (_, assignableScopes) => {
    const body = {
      properties: { roleName: 'x', permissions: [], ...(assignableScopes && { assignableScopes }) },
    };
    expect(refusal({ type: ROLE_DEFINITIONS, id, body })).toMatchObject({
      status: 400,
      code: 'InvalidRequestContent',
    });
  });
});

describe('what a custom role names', () => {
  const id = `/subscriptions/5${PREFIX}${GUID}`;
  const write = (permissions: JsonObject[]) => ({
    type: ROLE_DEFINITIONS,
    id,
    body: { properties: { roleName: 'x', permissions, assignableScopes: ['/subscriptions/5'] } },
  });

  it.each([
    '*',
    '*/read',
    '*/Write',
    'Microsoft.Authorization/*/Delete',
    'Microsoft.Authorization/elevateAccess/Action',
    'Microsoft.CostManagement/*/query/*',
    'Microsoft.Storage/storageAccounts/read',
    'Microsoft.Support/*',
    'Microsoft.*/read',
    'Microsoft.Compute/virtualMachines/st*',
    '84codes.CloudAMQP/servers/write',
  ])('may be %s', action => {
    expect(() => written(write([{ actions: [action], notActions: [action] }]))).not.toThrow();
  });

  it.each([
    'bogus',
    '',
    'read',
    'bogus/read',
    'virtualMachines/*',
    'Microsoft.Storage',
    'Microsoft.Storage/',
    'Microsoft.Storage/storageAccounts',
    'Microsoft.Storage/storageAccounts/reed',
    'Microsoft.Storage//read',
    'Microsoft.Storage/storage accounts/read',
    '/providers/Microsoft.Storage/read',
  ])("cannot be '%s'", action => {
    expect(refusal(write([{ actions: ['*'] }, { actions: ['*/read', action] }]))).toMatchObject({
      status: 400,
      code: 'InvalidActionOrNotAction',
      target: '/properties/permissions/1/actions/1',
    });
    expect(refusal(write([{ actions: ['*'], notActions: [action] }]))).toMatchObject({
      code: 'InvalidActionOrNotAction',
      target: '/properties/permissions/0/notActions/0',
    });
  });
});

it('a built-in role is read only', () => {
  const role = {
    type: ROLE_DEFINITIONS,
    id: `${PREFIX}${GUID}`,
    body: { properties: { roleName: 'Watcher', permissions: [] } },
  };
  const stored = written({ ...role, input: { builtIn: true } });
  expect(refusal({ ...role, stored })).toMatchObject({ status: 403, code: 'BuiltInRoleCannotBeChanged' });
});

it('a role that is taken away leaves the snapshot', () => {
  const body = { properties: { roleName: 'Watcher', permissions: [] } };
  const before = written({ type: ROLE_DEFINITIONS, id: `${PREFIX}${GUID}`, body, input: { builtIn: true } });
  expect(roleDefinitionChanges(undefined, before)).toEqual([
    { kind: 'roleDefinition', key: `${PREFIX.toLowerCase()}${GUID}`, record: null },
  ]);
});
