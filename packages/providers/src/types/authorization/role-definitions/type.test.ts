import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refusal, written } from '../../../testing/write.ts';
import { roleDefinitionChanges } from './changes.ts';
import { ROLE_DEFINITIONS } from './type.ts';

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
      written({ type: ROLE_DEFINITIONS, id: `${PREFIX}1`, body, input: { builtIn: true } }).body[
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

it('a custom role is not supported yet', () => {
  const body = { properties: { roleName: 'Mine', permissions: [] } };
  expect(refusal({ type: ROLE_DEFINITIONS, id: `/subscriptions/5${PREFIX}1`, body })).toMatchObject({
    status: 400,
    code: 'FeatureNotSupported',
  });
});

it('a built-in role is read only', () => {
  const role = {
    type: ROLE_DEFINITIONS,
    id: `${PREFIX}1`,
    body: { properties: { roleName: 'Watcher', permissions: [] } },
  };
  const stored = written({ ...role, input: { builtIn: true } });
  expect(refusal({ ...role, stored })).toMatchObject({ status: 403, code: 'BuiltInRoleCannotBeChanged' });
});

it('a role that is taken away leaves the snapshot', () => {
  const body = { properties: { roleName: 'Watcher', permissions: [] } };
  const before = written({ type: ROLE_DEFINITIONS, id: `${PREFIX}1`, body, input: { builtIn: true } });
  expect(roleDefinitionChanges(undefined, before)).toEqual([
    { kind: 'roleDefinition', key: `${PREFIX.toLowerCase()}1`, record: null },
  ]);
});
