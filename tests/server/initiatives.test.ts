import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ALLOWED_REGISTRY,
  type Answer,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  openWorld,
  PHI4,
  type World,
} from './harness.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const AUTHORIZATION = 'providers/Microsoft.Authorization';
const setAt = (scope: string, name: string) => `${scope}/${AUTHORIZATION}/policySetDefinitions/${name}`;
const put = (path: string, properties: object) => w.as.owner('PUT', path, { body: { properties } });
const failure = ({ status, body }: Answer) => [status, body?.error?.code];

const REGISTRY_MEMBER = {
  policyDefinitionId: ALLOWED_REGISTRY,
  parameters: { effect: { value: 'Deny' }, allowedRegistryName: { value: "[parameters('registry')]" } },
};
const MODELS = {
  displayName: 'Models',
  metadata: { category: 'Models' },
  parameters: { registry: { type: 'String' } },
  policyDefinitionGroups: [{ name: 'sources', displayName: 'Where models come from' }],
  policyDefinitions: [{ ...REGISTRY_MEMBER, groupNames: ['sources'] }],
};

describe('an initiative', () => {
  test('is stored with what the client leaves out, found in lists, and goes', async () => {
    const id = setAt(w.root, 'models');
    const made = await put(id, MODELS);
    expect([made.status, made.body]).toEqual([
      201,
      {
        id,
        name: 'models',
        type: 'Microsoft.Authorization/policySetDefinitions',
        systemData: expect.anything(),
        properties: {
          ...MODELS,
          policyType: 'Custom',
          version: '1.0.0',
          versions: ['1.0.0'],
          metadata: expect.objectContaining({ category: 'Models', createdBy: expect.any(String) }),
          policyDefinitions: [{ ...MODELS.policyDefinitions[0], policyDefinitionReferenceId: '1' }],
        },
      },
    ]);
    expect((await put(id, MODELS)).status).toBe(200);
    expect((await w.as.owner('GET', id)).body.properties).toMatchObject({ displayName: 'Models' });
    const listed = async (scope: string, filter: string) => {
      const query = `?$filter=${encodeURIComponent(filter)}`;
      const { body } = await w.as.owner('GET', `${scope}/${AUTHORIZATION}/policySetDefinitions${query}`);
      return body.value.map(({ name }: { name: string }) => name);
    };
    expect(await listed(w.production, "policyType eq 'Custom'")).toEqual(['models']);
    expect(await listed(w.production, 'atExactScope()')).toEqual([]);
    expect(await listed(w.root, 'atExactScope()')).toEqual(['models']);
    expect(await listed('', "policyType eq 'Custom'")).toEqual([]);
    const gone = await w.as.owner('DELETE', id);
    expect([gone.status, gone.body.name]).toEqual([200, 'models']);
    expect((await w.as.owner('DELETE', id)).status).toBe(204);
    expect(failure(await w.as.owner('GET', id))).toEqual([404, 'PolicySetDefinitionNotFound']);
  });

  test('holds where it is assigned, member by member, and what it is made of stays while it does', async () => {
    const definition = `${w.production}/${AUTHORIZATION}/policyDefinitions/small`;
    const custom = setAt(w.production, 'chat');
    const assignment = assignmentAt(`${w.production}/resourceGroups/rg-chat`, 'chat');
    await put(definition, {
      mode: 'All',
      policyRule: { if: { field: 'name', equals: 'big' }, then: { effect: 'deny' } },
    });
    const members = [
      { ...REGISTRY_MEMBER, policyDefinitionReferenceId: 'registry' },
      { policyDefinitionId: definition, policyDefinitionReferenceId: 'small' },
    ];
    await put(custom, { ...MODELS, policyDefinitions: members });
    const assigned = await put(assignment, {
      policyDefinitionId: custom,
      parameters: { registry: { value: 'azureml' } },
      nonComplianceMessages: [
        { message: 'Ask the platform team.' },
        { message: 'Deploy from azureml.', policyDefinitionReferenceId: 'REGISTRY' },
      ],
    });
    expect(assigned.status).toBe(201);

    const refused = await w.as.mlEngineer('PUT', chatDeployment(w, 'big'), { body: deploymentOf(LLAMA) });
    expect(
      refused.body.error.additionalInfo
        .filter(({ type }: { type: string }) => type === 'PolicyViolation')
        .map(({ info }: { info: Record<string, unknown> }) => [
          info['policyDefinitionReferenceId'],
          info['policySetDefinitionId'],
          info['nonComplianceMessage'],
        ]),
    ).toEqual([
      ['registry', custom, 'Deploy from azureml.'],
      ['small', custom, 'Ask the platform team.'],
    ]);
    const allowed = await w.as.mlEngineer('PUT', chatDeployment(w, 'green'), { body: deploymentOf(PHI4) });
    expect(allowed.status).toBe(200);

    expect(failure(await w.as.owner('DELETE', definition))).toEqual([409, 'PolicyDefinitionInUse']);
    expect(failure(await w.as.owner('DELETE', custom))).toEqual([409, 'PolicySetDefinitionInUse']);
    const renamed = { ...MODELS, parameters: { source: { type: 'String' } }, policyDefinitions: [] };
    expect(failure(await put(custom, renamed))).toEqual([400, 'InvalidPolicyParameters']);
    const more = { ...MODELS.parameters, size: { type: 'Integer' } };
    expect(failure(await put(custom, { ...MODELS, parameters: more }))).toEqual([
      400,
      'InvalidPolicyParameters',
    ]);

    // A member that is added takes effect at once.
    await put(custom, {
      ...MODELS,
      policyDefinitions: [
        ...members,
        {
          ...REGISTRY_MEMBER,
          parameters: { allowedRegistryName: { value: 'none' }, effect: { value: 'Deny' } },
        },
      ],
    });
    expect(
      (await w.as.mlEngineer('PUT', chatDeployment(w, 'green'), { body: deploymentOf(PHI4) })).status,
    ).toBe(403);
    await w.as.owner('DELETE', assignment);
    expect((await w.as.owner('DELETE', custom)).status).toBe(200);
    expect((await w.as.owner('DELETE', definition)).status).toBe(200);
  });

  test.each<[string, object, number, string, string]>([
    [
      'a member that does not exist',
      { policyDefinitions: [{ policyDefinitionId: `${ALLOWED_REGISTRY}0` }] },
      404,
      'PolicyDefinitionNotFound',
      '/properties/policyDefinitions/0/policyDefinitionId',
    ],
    [
      'an initiative as a member',
      { policyDefinitions: [{ policyDefinitionId: `/${AUTHORIZATION}/policySetDefinitions/bad` }] },
      400,
      'InvalidPolicySetDefinition',
      '/properties/policyDefinitions/0/policyDefinitionId',
    ],
    [
      'one reference twice',
      {
        policyDefinitions: [
          { ...REGISTRY_MEMBER, policyDefinitionReferenceId: 'a' },
          { ...REGISTRY_MEMBER, policyDefinitionReferenceId: 'A' },
        ],
      },
      400,
      'InvalidPolicySetDefinition',
      '/properties/policyDefinitions/1/policyDefinitionReferenceId',
    ],
    [
      'an unknown group',
      { policyDefinitions: [{ ...REGISTRY_MEMBER, groupNames: ['none'] }] },
      400,
      'InvalidPolicySetDefinition',
      '/properties/policyDefinitions/0/groupNames',
    ],
    [
      'a parameter that the member does not have',
      { policyDefinitions: [{ policyDefinitionId: ALLOWED_REGISTRY, parameters: { colour: { value: 1 } } }] },
      400,
      'UndefinedPolicyParameter',
      '/properties/policyDefinitions/0/parameters/colour',
    ],
    [
      'a parameter that the initiative does not have',
      { parameters: {}, policyDefinitions: [REGISTRY_MEMBER] },
      400,
      'UndefinedPolicyParameter',
      '/properties/policyDefinitions/0/parameters/allowedRegistryName',
    ],
    [
      'a literal of another type',
      {
        policyDefinitions: [
          {
            policyDefinitionId: ALLOWED_REGISTRY,
            parameters: {
              effect: { value: 'Deny' },
              allowedRegistryName: { value: 'a' },
              restrictedModels: { value: 'one' },
            },
          },
        ],
      },
      400,
      'InvalidPolicyParameters',
      '/properties/policyDefinitions/0/parameters',
    ],
    [
      'a literal that is not allowed',
      {
        policyDefinitions: [
          {
            policyDefinitionId: ALLOWED_REGISTRY,
            parameters: { allowedRegistryName: { value: 'a' }, effect: { value: 'Explode' } },
          },
        ],
      },
      400,
      'PolicyParameterValueNotAllowed',
      '/properties/policyDefinitions/0/parameters',
    ],
    [
      'a parameter of another type passed on',
      { parameters: { registry: { type: 'Array' } } },
      400,
      'InvalidPolicyParameters',
      '/properties/policyDefinitions/0/parameters/allowedRegistryName',
    ],
    [
      'a version that matches nothing',
      { policyDefinitions: [{ ...REGISTRY_MEMBER, definitionVersion: '9.*.*' }] },
      404,
      'PolicyDefinitionVersionNotFound',
      '/properties/policyDefinitions/0/definitionVersion',
    ],
    [
      'no members at all',
      { policyDefinitions: undefined },
      400,
      'InvalidRequestContent',
      '/properties/policyDefinitions',
    ],
  ])('with %s is refused, and nothing is stored', async (_, more, status, code, target) => {
    const id = setAt(w.production, 'bad');
    const answer = await put(id, { ...MODELS, ...more });
    expect([...failure(answer), answer.body.error.target]).toEqual([status, code, target]);
    expect((await w.as.owner('GET', id)).status).toBe(404);
  });

  test('takes only members that stand at its own scope or above', async () => {
    const below = `${w.production}/${AUTHORIZATION}/policyDefinitions/below`;
    await put(below, {
      policyRule: { if: { field: 'name', equals: 'x' }, then: { effect: 'audit' } },
    });
    const members = [{ policyDefinitionId: below }];
    const answer = await put(setAt(w.root, 'bad'), { policyDefinitions: members });
    expect(failure(answer)).toEqual([400, 'InvalidPolicyDefinitionScope']);
    expect((await put(setAt(w.production, 'good'), { policyDefinitions: members })).status).toBe(201);
    await w.as.owner('DELETE', setAt(w.production, 'good'));
    await w.as.owner('DELETE', below);
  });

  test('is for those who may write such', async () => {
    const id = setAt(w.production, 'mine');
    expect(
      failure(await w.as.mlEngineer('PUT', id, { body: { properties: { policyDefinitions: [] } } })),
    ).toEqual([403, 'AuthorizationFailed']);
    expect(
      (await w.as.policyContributor('PUT', id, { body: { properties: { policyDefinitions: [] } } })).status,
    ).toBe(201);
    expect((await w.as.policyContributor('DELETE', id)).status).toBe(200);
  });
});

describe('an assignment of an initiative', () => {
  const set = () => setAt(w.root, 'assigned');
  beforeAll(() =>
    put(set(), {
      ...MODELS,
      policyDefinitions: [{ ...REGISTRY_MEMBER, policyDefinitionReferenceId: 'registry' }],
    }),
  );
  afterAll(() => w.as.owner('DELETE', set()));

  test.each<[string, object, number, string]>([
    ['without a parameter that it needs', { parameters: {} }, 400, 'MissingPolicyParameter'],
    [
      'with one that it does not have',
      { parameters: { registry: { value: 'a' }, b: { value: 1 } } },
      400,
      'UndefinedPolicyParameter',
    ],
    [
      'with a value of another type',
      { parameters: { registry: { value: 1 } } },
      400,
      'InvalidPolicyParameters',
    ],
    [
      'with a version that it does not have',
      { definitionVersion: '2.*.*' },
      404,
      'PolicyDefinitionVersionNotFound',
    ],
    [
      'with a message for a member that it does not have',
      { nonComplianceMessages: [{ message: 'm', policyDefinitionReferenceId: 'other' }] },
      400,
      'InvalidPolicyAssignment',
    ],
  ])('%s is refused, and nothing is stored', async (_, more, status, code) => {
    const id = assignmentAt(w.sandbox, 'bad');
    const answer = await put(id, {
      policyDefinitionId: set(),
      parameters: { registry: { value: 'azureml' } },
      ...more,
    });
    expect(failure(answer)).toEqual([status, code]);
    expect((await w.as.owner('GET', id)).status).toBe(404);
  });
});

test('what an earlier version stored without a record can be assigned after the next start', async () => {
  const id = setAt(w.production, 'earlier');
  const { headers } = await put(id, MODELS);
  await w.storage.commit({
    revision: Number(headers['x-sluice-revision']),
    expect: [],
    resources: [],
    changes: [{ kind: 'policySetDefinition', key: id.toLowerCase(), record: null }],
    states: [],
    events: [],
    entries: [],
    decisions: [],
    jobs: [],
  });
  await w.storage.properties.set('seed.initiatives', 'no');
  const later = await w.secondServer();
  const listed = await later.as.owner(
    'GET',
    `${w.production}/${AUTHORIZATION}/policySetDefinitions?$filter=${encodeURIComponent("policyType eq 'Custom'")}`,
  );
  expect(listed.body.value.map(({ name }: { name: string }) => name)).toEqual(['earlier']);
  const assigned = await later.as.owner('PUT', assignmentAt(w.production, 'earlier'), {
    body: { properties: { policyDefinitionId: id, parameters: { registry: { value: 'azureml' } } } },
  });
  expect(assigned.status).toBe(201);
});
