import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  type World,
} from './harness.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const AUTHORIZATION = 'providers/Microsoft.Authorization';
const failure = ({ status, body }: Answer) => [status, body?.error?.code];
const warned = ({ headers }: Answer) =>
  JSON.parse(String(headers['x-sluice-warnings'] ?? '[]')).map(({ code }: { code: string }) => code);
const deploy = async (location = 'westeurope') =>
  (await w.as.mlEngineer('PUT', chatDeployment(w, `in-${location}`), { body: deploymentOf(LLAMA, location) }))
    .status;
const assign = (more: object, beside: object = {}, name = 'rich') =>
  w.as.owner('PUT', assignmentAt(w.production, name), {
    body: { ...beside, ...onlyRegistry('azureml', more) },
  });

test('selectors and overrides are kept, hold, and are patched', async () => {
  const id = assignmentAt(w.production, 'rich');
  const selectors = [{ kind: 'resourceLocation', in: ['West Europe'] }];
  const made = await assign({
    resourceSelectors: [{ name: 'ring 0', selectors }],
    selfServeExemptionSettings: { enabled: true, policyDefinitionReferenceIds: [] },
  });
  expect([made.status, made.body.properties]).toMatchObject([
    201,
    {
      resourceSelectors: [{ name: 'ring 0', selectors }],
      selfServeExemptionSettings: { enabled: true, policyDefinitionReferenceIds: [] },
    },
  ]);
  expect([await deploy('westeurope'), await deploy('northeurope')]).toEqual([403, 201]);
  const patched = await w.as.owner('PATCH', id, {
    body: { properties: { resourceSelectors: [], overrides: [{ kind: 'policyEffect', value: 'Disabled' }] } },
  });
  expect([patched.status, patched.body.properties.overrides]).toEqual([
    200,
    [{ kind: 'policyEffect', value: 'Disabled' }],
  ]);
  expect([await deploy('westeurope'), await deploy('northeurope')]).toEqual([201, 200]);
  await w.as.owner('PATCH', id, { body: { properties: { overrides: null } } });
  expect([await deploy('westeurope'), await deploy('northeurope')]).toEqual([403, 403]);
  await w.as.owner('DELETE', id);
});

describe('an override', () => {
  test.each<[string, object, number, string]>([
    [
      'by an effect that the parameter does not allow',
      { kind: 'policyEffect', value: 'Audit' },
      400,
      'InvalidPolicyEffect',
    ],
    [
      'by a version that there is not',
      { kind: 'policyVersion', value: '9.*.*' },
      404,
      'PolicyDefinitionVersionNotFound',
    ],
    [
      'by a version that is none',
      { kind: 'definitionVersion', value: 'new' },
      404,
      'PolicyDefinitionVersionNotFound',
    ],
    [
      'of a member where there are none',
      {
        kind: 'policyEffect',
        value: 'Disabled',
        selectors: [{ kind: 'policyDefinitionReferenceId', in: ['a'] }],
      },
      400,
      'InvalidPolicyAssignment',
    ],
    ['of an unknown kind', { kind: 'policyMode', value: 'All' }, 400, 'InvalidRequestContent'],
  ])('%s is refused, and nothing is stored', async (_, override, status, code) => {
    expect(failure(await assign({ overrides: [override] }, {}, 'bad'))).toEqual([status, code]);
    expect((await w.as.owner('GET', assignmentAt(w.production, 'bad'))).status).toBe(404);
  });

  test('may not put into a rule what it is not made for', async () => {
    const definition = `${w.production}/${AUTHORIZATION}/policyDefinitions/plain`;
    await w.as.owner('PUT', definition, {
      body: {
        properties: { policyRule: { if: { field: 'name', equals: 'x' }, then: { effect: 'deny' } } },
      },
    });
    const put = (value: string) =>
      w.as.owner('PUT', assignmentAt(w.production, 'plain'), {
        body: {
          properties: { policyDefinitionId: definition, overrides: [{ kind: 'policyEffect', value }] },
        },
      });
    for (const value of ['modify', 'append', 'deployIfNotExists', 'manual', 'denyAction'])
      expect([value, ...failure(await put(value))]).toEqual([value, 400, 'InvalidPolicyEffect']);
    for (const value of ['Audit', 'disabled', 'Deny'])
      expect([value, (await put(value)).status]).toEqual([value, 201]);
    await w.as.owner('DELETE', assignmentAt(w.production, 'plain'));
    await w.as.owner('DELETE', definition);
  });
});

describe('an identity', () => {
  const identityOf = ({ body }: Answer) => body.identity;
  const roleFor = (principalId: string) =>
    w.as.owner(
      'PUT',
      `${w.production}/${AUTHORIZATION}/roleAssignments/7d1c6b6e-0d5c-4b43-9a3b-0b6f8a1d2c3e`,
      {
        body: {
          properties: {
            roleDefinitionId: `/${AUTHORIZATION}/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
            principalId,
          },
        },
      },
    );

  test('of the system is made once, can be given a role, and goes with the assignment', async () => {
    const beside = { location: 'westeurope', identity: { type: 'SystemAssigned' } };
    const made = await assign({}, beside, 'acting');
    expect(identityOf(made)).toEqual({
      type: 'SystemAssigned',
      principalId: expect.any(String),
      tenantId: w.demo.tenantId,
    });
    const { principalId } = identityOf(made);
    expect(identityOf(await assign({}, beside, 'acting')).principalId).toBe(principalId);
    const principal = `/providers/Sluice.Governance/principals/${principalId}`;
    expect((await w.as.owner('GET', principal)).body.properties).toMatchObject({
      displayName: 'acting',
      principalType: 'ServicePrincipal',
    });
    const role = await roleFor(principalId);
    expect(role.status).toBe(201);
    await w.as.owner('DELETE', role.body.id);
    const moved = await assign({}, { ...beside, location: 'northeurope' }, 'acting');
    expect(failure(moved)).toEqual([409, 'InvalidResourceLocation']);
    const none = await w.as.owner('PATCH', assignmentAt(w.production, 'acting'), {
      body: { identity: { type: 'None' } },
    });
    expect(identityOf(none)).toEqual({ type: 'None' });
    expect((await w.as.owner('GET', principal)).status).toBe(404);
    await w.as.owner('DELETE', assignmentAt(w.production, 'acting'));
  });

  test('of a user is one principal for all that name it, and is not for everybody to hand out', async () => {
    const identity = `${w.production}/resourceGroups/rg-chat/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer`;
    const beside = {
      location: 'westeurope',
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
    };
    const given = ({ body }: Answer) => body.identity.userAssignedIdentities[identity];
    const one = await assign({}, beside, 'one');
    expect(given(one)).toEqual({ principalId: expect.any(String), clientId: expect.any(String) });
    expect(given(await assign({}, beside, 'two'))).toEqual(given(one));
    const contributor = await w.as.policyContributor('PUT', assignmentAt(w.production, 'three'), {
      body: { ...beside, ...onlyRegistry('azureml') },
    });
    expect(failure(contributor)).toEqual([403, 'AuthorizationFailed']);
    expect(contributor.body.error.message).toContain('userAssignedIdentities/assign/action');
    for (const name of ['one', 'two']) await w.as.owner('DELETE', assignmentAt(w.production, name));
  });

  test('is missed where the effect would act, with a warning', async () => {
    const definition = `${w.production}/${AUTHORIZATION}/policyDefinitions/acts`;
    await w.as.owner('PUT', definition, {
      body: {
        properties: {
          mode: 'Indexed',
          policyRule: {
            if: { field: 'tags[owner]', exists: false },
            then: {
              effect: 'modify',
              details: {
                roleDefinitionIds: [`/${AUTHORIZATION}/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c`],
                operations: [{ operation: 'add', field: 'tags[owner]', value: 'nobody' }],
              },
            },
          },
        },
      },
    });
    const id = assignmentAt(w.sandbox, 'acts');
    const at = assignmentAt(w.production, 'acts');
    expect(
      failure(await w.as.owner('PUT', id, { body: { properties: { policyDefinitionId: definition } } })),
    ).toEqual([400, 'InvalidPolicyDefinitionScope']);
    const made = await w.as.owner('PUT', at, { body: { properties: { policyDefinitionId: definition } } });
    expect([made.status, warned(made)]).toEqual([201, ['assignment/no-identity']]);
    await w.as.owner('DELETE', at);
    await w.as.owner('DELETE', definition);
  });
});

test('a limit that the settings set holds for what an assignment carries', async () => {
  const settings = '/providers/Sluice.Governance/settings/default';
  const limit = (limits: object) => w.as.owner('PUT', settings, { body: { properties: { limits } } });
  const selectors = [{ kind: 'resourceLocation', in: ['westeurope', 'northeurope'] }];
  await limit({ selectorValues: 1 });
  const answer = await assign({ resourceSelectors: [{ selectors }] }, {}, 'long');
  expect([...failure(answer), answer.body.error.target]).toEqual([
    400,
    'InvalidRequestContent',
    '/properties/resourceSelectors/0/selectors/0/in',
  ]);
  await limit({ notScopesPerAssignment: 0 });
  const excluded = await assign({ notScopes: [`${w.production}/resourceGroups/rg-chat`] }, {}, 'long');
  expect(failure(excluded)).toEqual([400, 'InvalidPolicyAssignmentNotScopes']);
  await limit({});
});
