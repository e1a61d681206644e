import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALLOWED_REGISTRY, assignmentAt, openWorld, PHI4, type World } from './harness.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const ML = 'Microsoft.MachineLearningServices';
const ENDPOINTS = `${ML}/workspaces/onlineEndpoints`;
const location = 'westeurope';
const group = () => `${w.production}/resourceGroups/rg-templates`;
const other = () => `${w.production}/resourceGroups/rg-complete`;
const deployment = (name: string, place = group()) =>
  `${place}/providers/Microsoft.Resources/deployments/${name}`;
const inGroup = (path: string) => `${group()}/providers/${ML}/${path}`;

const TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    workspace: { type: 'string' },
    endpoints: { type: 'int', defaultValue: 2 },
    model: { type: 'string', defaultValue: PHI4 },
    secret: { type: 'securestring', defaultValue: '' },
  },
  variables: { endpoint: "[concat(parameters('workspace'), '/ep-')]" },
  resources: [
    {
      type: `${ML}/workspaces`,
      apiVersion: '2024-10-01',
      name: "[parameters('workspace')]",
      location: '[resourceGroup().location]',
      tags: { by: '[deployment().name]' },
      properties: {},
    },
    {
      type: ENDPOINTS,
      apiVersion: '2024-10-01',
      name: "[concat(variables('endpoint'), copyIndex(1))]",
      location: '[resourceGroup().location]',
      copy: { name: 'endpoints', count: "[parameters('endpoints')]" },
      dependsOn: [`[resourceId('${ML}/workspaces', parameters('workspace'))]`],
      properties: { authMode: 'Key' },
    },
    {
      type: `${ENDPOINTS}/deployments`,
      apiVersion: '2024-10-01',
      name: "[concat(variables('endpoint'), '1/blue')]",
      location: '[resourceGroup().location]',
      dependsOn: ['endpoints'],
      properties: { model: "[parameters('model')]", endpointComputeType: 'Managed' },
    },
  ],
  outputs: {
    uri: {
      type: 'string',
      value: `[reference(resourceId('${ENDPOINTS}', parameters('workspace'), 'ep-1'), '2024-10-01').scoringUri]`,
    },
  },
};

const body = (workspace: string, parameters: object = {}, more: object = {}) => ({
  properties: {
    mode: 'Incremental',
    template: TEMPLATE,
    parameters: { workspace: { value: workspace }, ...parameters },
    ...more,
  },
});

beforeAll(async () => {
  for (const place of [group(), other()])
    expect((await w.as.owner('PUT', place, { body: { location, tags: {} } })).status).toBe(201);
});

const finished = async (name: string, place = group()) => {
  await expect
    .poll(async () => (await w.as.owner('GET', deployment(name, place))).body.properties.provisioningState, {
      timeout: 10_000,
    })
    .toBeOneOf(['Succeeded', 'Failed', 'Canceled']);
  return (await w.as.owner('GET', deployment(name, place))).body.properties;
};

describe('a template deployment', () => {
  test('is accepted, followed and done', async () => {
    const answer = await w.as.owner('PUT', deployment('all'), {
      body: body('ws-all', { secret: { value: 'hunter2' } }),
    });
    expect([answer.status, answer.body.properties.provisioningState]).toEqual([201, 'Accepted']);
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
    const properties = await finished('all');
    expect(properties).toMatchObject({
      provisioningState: 'Succeeded',
      outputs: { uri: { type: 'String', value: expect.stringContaining('https://') } },
      outputResources: [
        { id: inGroup('workspaces/ws-all') },
        { id: inGroup('workspaces/ws-all/onlineEndpoints/ep-1') },
        { id: inGroup('workspaces/ws-all/onlineEndpoints/ep-2') },
        { id: inGroup('workspaces/ws-all/onlineEndpoints/ep-1/deployments/blue') },
      ],
    });
    expect(JSON.stringify(properties)).not.toContain('hunter2');
    expect((await w.as.owner('GET', inGroup('workspaces/ws-all'))).body.tags).toEqual({ by: 'all' });

    const status = String(answer.headers['azure-asyncoperation']);
    const { pathname } = new URL(status);
    expect((await w.as.owner('GET', pathname)).body).toMatchObject({ status: 'Succeeded' });

    for (const place of [`${deployment('all')}/operations`, `${group()}/deployments/all/operations`]) {
      const operations = await w.as.owner('GET', place);
      expect(operations.status).toBe(200);
      expect(operations.body.value).toHaveLength(4);
      const [first] = operations.body.value;
      expect(first.properties).toMatchObject({
        provisioningState: 'Succeeded',
        targetResource: { resourceType: `${ML}/workspaces` },
      });
      const one = await w.as.owner('GET', `${place}/${first.operationId}`);
      expect(one.body).toEqual(first);
    }
    const exported = await w.as.owner('POST', `${deployment('all')}/exportTemplate`);
    expect(exported.body.template.contentVersion).toBe('1.0.0.0');
    expect((await w.as.owner('HEAD', deployment('all'))).status).toBe(204);
    const listed = await w.as.owner('GET', `${group()}/providers/Microsoft.Resources/deployments`);
    expect(listed.body.value.map(({ name }: { name: string }) => name)).toContain('all');
  });

  test('is read as az sends it', async () => {
    const raw = `{"properties": {"parameters": {"workspace": {"value": "ws-az"}}, "mode": "Incremental", template:// a file
${JSON.stringify(TEMPLATE, null, 2)}
}}`;
    const answer = await w.as.owner('POST', `${deployment('az')}/validate`, { raw });
    expect([answer.status, answer.body.error]).toEqual([200, undefined]);
    expect(answer.body.properties).toMatchObject({ provisioningState: 'Succeeded' });
    expect(answer.body.properties.validatedResources).toHaveLength(4);
  });

  test('done again changes nothing', async () => {
    expect((await w.as.owner('PUT', deployment('all'), { body: body('ws-all') })).status).toBe(200);
    expect(await finished('all')).toMatchObject({ provisioningState: 'Succeeded' });
    const whatIf = await w.as.owner('POST', `${deployment('all')}/whatIf`, { body: body('ws-all') });
    const changes = whatIf.body.properties.changes as { resourceId: string; changeType: string }[];
    expect(changes.map(({ changeType }) => changeType)).toEqual(
      expect.arrayContaining(['NoChange', 'NoChange', 'NoChange', 'NoChange']),
    );
  });

  test('tells beforehand what it would change', async () => {
    const { body: answer } = await w.as.owner('POST', `${deployment('new')}/whatIf`, {
      body: body(
        'ws-new',
        { endpoints: { value: 1 } },
        { whatIfSettings: { resultFormat: 'FullResourcePayloads' } },
      ),
    });
    expect(answer.status).toBe('Succeeded');
    expect(
      answer.properties.changes
        .filter(({ changeType }: { changeType: string }) => changeType !== 'Ignore')
        .map(({ changeType, resourceId }: { changeType: string; resourceId: string }) => [
          changeType,
          resourceId.split('/').at(-1),
        ]),
    ).toEqual([
      ['Create', 'ws-new'],
      ['Create', 'ep-1'],
      ['Create', 'blue'],
    ]);
    expect((await w.as.owner('GET', inGroup('workspaces/ws-new'))).status).toBe(404);
    expect((await w.as.owner('GET', deployment('new'))).status).toBe(404);
  });

  test('in mode Complete takes away what is not in it', async () => {
    const extra = `${other()}/providers/${ML}/workspaces/ws-extra`;
    expect((await w.as.owner('PUT', extra, { body: { location, properties: {} } })).status).toBe(201);
    const complete = {
      properties: { ...body('ws-kept', { endpoints: { value: 1 } }).properties, mode: 'Complete' },
    };
    const whatIf = await w.as.owner('POST', `${deployment('complete', other())}/whatIf`, { body: complete });
    expect(whatIf.body.properties.changes).toContainEqual(
      expect.objectContaining({ resourceId: extra, changeType: 'Delete' }),
    );
    await w.as.owner('PUT', deployment('complete', other()), { body: complete });
    expect(await finished('complete', other())).toMatchObject({ provisioningState: 'Succeeded' });
    expect((await w.as.owner('GET', extra)).status).toBe(404);
  });

  const workspaces = (count: number, name = "[format('ws-{0}', copyIndex())]") => ({
    $schema: TEMPLATE.$schema,
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: `${ML}/workspaces`,
        apiVersion: '2024-10-01',
        name,
        location,
        properties: {},
        copy: { name: 'all', count },
      },
    ],
  });
  const complete = (template: object) => ({ properties: { mode: 'Complete', template, parameters: {} } });

  test('in mode Complete leaves what is not in it when it is cancelled; running it is not deleted', async () => {
    const place = `${w.production}/resourceGroups/rg-cancelled`;
    await w.as.owner('PUT', place, { body: { location } });
    const extra = `${place}/providers/${ML}/workspaces/ws-extra`;
    expect((await w.as.owner('PUT', extra, { body: { location, properties: {} } })).status).toBe(201);
    const id = deployment('long', place);
    expect((await w.as.owner('PUT', id, { body: complete(workspaces(400)) })).status).toBe(201);
    const refused = await w.as.owner('DELETE', id);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'DeploymentActive']);
    await expect
      .poll(async () => (await w.as.owner('GET', `${id}/operations`)).body.value.length)
      .toBeGreaterThan(0);
    expect((await w.as.owner('POST', `${id}/cancel`)).status).toBe(204);
    expect(await finished('long', place)).toMatchObject({ provisioningState: 'Canceled' });
    expect((await w.as.owner('GET', extra)).status).toBe(200);
    expect((await w.as.owner('DELETE', id)).status).toBe(202);
  });

  test('in mode Complete keeps what a nested template turned out to hold', async () => {
    const place = `${w.production}/resourceGroups/rg-late`;
    await w.as.owner('PUT', place, { body: { location } });
    const nested = {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2025-04-01',
      name: 'late',
      dependsOn: ['ws-0'],
      properties: {
        mode: 'Incremental',
        expressionEvaluationOptions: { scope: 'inner' },
        parameters: { name: { value: "[concat(reference('ws-0').provisioningState, '-late')]" } },
        template: {
          ...workspaces(1, "[parameters('name')]"),
          parameters: { name: { type: 'string' } },
        },
      },
    };
    const outer = workspaces(1);
    const template = { ...outer, resources: [...outer.resources, nested] };
    await w.as.owner('PUT', deployment('late', place), { body: complete(template) });
    expect(await finished('late', place)).toMatchObject({ provisioningState: 'Succeeded' });
    const { body: listed } = await w.as.owner('GET', `${place}/providers/${ML}/workspaces`);
    expect(listed.value.map(({ name }: { name: string }) => name).sort()).toEqual(['Succeeded-late', 'ws-0']);
  });

  test('in mode Complete is refused beforehand where a policy protects what it would delete', async () => {
    const place = `${w.production}/resourceGroups/rg-protected`;
    await w.as.owner('PUT', place, { body: { location } });
    const extra = `${place}/providers/${ML}/workspaces/ws-extra`;
    await w.as.owner('PUT', extra, { body: { location, properties: {} } });
    const definition = `${w.production}/providers/Microsoft.Authorization/policyDefinitions/protect`;
    const policyRule = {
      if: { field: 'type', equals: `${ML}/workspaces` },
      then: { effect: 'denyAction', details: { actionNames: ['delete'] } },
    };
    await w.as.owner('PUT', definition, { body: { properties: { mode: 'Indexed', policyRule } } });
    const assigned = await w.as.owner('PUT', assignmentAt(place, 'protect'), {
      body: { properties: { policyDefinitionId: definition } },
    });
    expect(assigned.status).toBe(201);
    const id = deployment('c', place);
    for (const [verb, path] of [
      ['PUT', id],
      ['POST', `${id}/validate`],
    ] as const) {
      const answer = await w.as.owner(verb, path, { body: complete(workspaces(1)) });
      expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidTemplateDeployment']);
      expect(answer.body.error.details).toEqual([
        expect.objectContaining({ code: 'RequestDisallowedByPolicy', target: extra }),
      ]);
    }
    const whatIf = await w.as.owner('POST', `${id}/whatIf`, { body: complete(workspaces(1)) });
    expect(whatIf.body.status).toBe('Failed');
    expect(whatIf.body.properties.changes).toContainEqual(
      expect.objectContaining({
        resourceId: extra,
        changeType: 'Delete',
        policy: expect.objectContaining({ verdict: 'deny' }),
      }),
    );
    const incremental = { properties: { ...complete(workspaces(1)).properties, mode: 'Incremental' } };
    expect((await w.as.owner('POST', `${id}/validate`, { body: incremental })).status).toBe(200);
    expect((await w.as.owner('GET', `${place}/providers/${ML}/workspaces/ws-0`)).status).toBe(404);
  });

  test('mode Complete is refused where nothing would be deleted: nested, and outside of a resource group', async () => {
    const nested = {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2025-04-01',
      name: 'nested',
      properties: { mode: 'Complete', template: workspaces(1) },
    };
    const inside = {
      properties: {
        mode: 'Incremental',
        template: { ...workspaces(1), resources: [nested] },
        parameters: {},
      },
    };
    const refused = await w.as.owner('PUT', deployment('nested-complete'), { body: inside });
    expect([refused.status, refused.body.error.code]).toEqual([400, 'InvalidTemplate']);
    expect(refused.body.error.message).toContain("must be 'Incremental'");
    const answer = await w.as.owner('PUT', deployment('complete', w.production), {
      body: { location, ...complete({ ...workspaces(1), resources: [] }) },
    });
    expect([answer.status, answer.body.error]).toEqual([
      400,
      expect.objectContaining({ code: 'InvalidRequestContent', target: '/properties/mode' }),
    ]);
    for (const id of [deployment('nested-complete'), deployment('complete', w.production)])
      expect((await w.as.owner('GET', id)).status).toBe(404);
  });

  test('puts nothing where there is none of its type', async () => {
    const id = deployment('misplaced', w.production);
    for (const path of [id, `${id}/validate`]) {
      const answer = await w.as.owner(path === id ? 'PUT' : 'POST', path, {
        body: { location, properties: { ...complete(workspaces(1)).properties, mode: 'Incremental' } },
      });
      expect([answer.status, answer.body.error?.details?.[0].code]).toEqual([400, 'InvalidResourceType']);
    }
    expect((await w.as.owner('GET', id)).status).toBe(404);
  });
});

describe('nested templates', () => {
  const inner = (name: string, output: string) => ({
    $schema: TEMPLATE.$schema,
    contentVersion: '1.0.0.0',
    parameters: { name: { type: 'string' } },
    resources: [
      {
        type: `${ML}/workspaces`,
        apiVersion: '2024-10-01',
        name: "[parameters('name')]",
        location,
        tags: { of: name },
        properties: {},
      },
    ],
    outputs: { told: { type: 'string', value: output } },
  });
  const nested = (name: string, parameter: string, output: string, dependsOn: readonly string[] = []) => ({
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2025-04-01',
    name,
    dependsOn,
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: { scope: 'inner' },
      parameters: { name: { value: parameter } },
      template: inner(name, output),
    },
  });

  test('are deployed before what depends on them, which may read their outputs', async () => {
    const template = {
      $schema: TEMPLATE.$schema,
      contentVersion: '1.0.0.0',
      resources: [
        nested('first', 'ws-first', "[concat(parameters('name'), '-next')]"),
        nested('second', "[reference('first').outputs.told.value]", "[parameters('name')]", ['first']),
      ],
      outputs: { all: { type: 'string', value: "[reference('second').outputs.told.value]" } },
    };
    const answer = await w.as.owner('PUT', deployment('outer'), {
      body: { properties: { mode: 'Incremental', template, parameters: {} } },
    });
    expect([answer.status, answer.body.error]).toEqual([201, undefined]);
    expect(await finished('outer')).toMatchObject({
      provisioningState: 'Succeeded',
      outputs: { all: { value: 'ws-first-next' } },
    });
    expect((await w.as.owner('GET', inGroup('workspaces/ws-first-next'))).body.tags).toEqual({
      of: 'second',
    });
    const whatIf = await w.as.owner('POST', `${deployment('outer')}/whatIf`, {
      body: { properties: { mode: 'Incremental', template, parameters: {} } },
    });
    expect(whatIf.body.properties.changes).toContainEqual(
      expect.objectContaining({
        changeType: 'Unsupported',
        unsupportedReason: expect.stringContaining('depends'),
      }),
    );
  });
});

describe('what policy forbids is refused at plan time', () => {
  const assignment = () => `${group()}/providers/Microsoft.Authorization/policyAssignments/only`;
  const forbidden = { model: { value: 'azureml://registries/HuggingFace/models/gpt2/versions/1' } };
  beforeAll(async () => {
    const assigned = await w.as.owner('PUT', assignment(), {
      body: {
        properties: {
          policyDefinitionId: ALLOWED_REGISTRY,
          parameters: { effect: { value: 'Deny' }, allowedRegistryName: { value: 'azureml' } },
        },
      },
    });
    expect(assigned.status).toBe(201);
  });
  afterAll(() => w.as.owner('DELETE', assignment()));

  test.each(['validate', 'PUT'])('%s', async verb => {
    const path = verb === 'PUT' ? deployment('denied') : `${deployment('denied')}/validate`;
    const answer = await w.as.owner(verb === 'PUT' ? 'PUT' : 'POST', path, {
      body: body('ws-denied', forbidden),
    });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidTemplateDeployment']);
    expect(answer.body.error.message).toContain('policy violation');
    expect(answer.body.error.details).toEqual([
      expect.objectContaining({
        code: 'RequestDisallowedByPolicy',
        target: inGroup('workspaces/ws-denied/onlineEndpoints/ep-1/deployments/blue'),
        additionalInfo: expect.arrayContaining([expect.objectContaining({ type: 'PolicyViolation' })]),
      }),
    ]);
    expect((await w.as.owner('GET', inGroup('workspaces/ws-denied'))).status).toBe(404);
  });

  test('whatIf says which resource, and goes through the rest', async () => {
    const { body: answer } = await w.as.owner('POST', `${deployment('denied')}/whatIf`, {
      body: body('ws-denied', forbidden),
    });
    expect([answer.status, answer.error.code]).toEqual(['Failed', 'InvalidTemplateDeployment']);
    const verdicts = answer.properties.changes.flatMap(
      ({ resourceId, policy }: { resourceId: string; policy?: { verdict: string } }) =>
        policy === undefined ? [] : [[resourceId.split('/').at(-1), policy.verdict]],
    );
    expect(verdicts).toContainEqual(['blue', 'deny']);
    expect(verdicts).toContainEqual(['ep-1', 'allow']);
  });
});

describe('bad input changes nothing', () => {
  const put = (template: object, more: object = {}) =>
    w.as.owner('PUT', deployment('bad'), {
      body: { properties: { mode: 'Incremental', template, parameters: {}, ...more } },
    });
  const resource = {
    type: `${ML}/workspaces`,
    apiVersion: '2024-10-01',
    name: 'ws-bad',
    location,
    properties: {},
  };
  const template = (resources: readonly object[], more: object = {}) => ({
    $schema: TEMPLATE.$schema,
    contentVersion: '1.0.0.0',
    resources,
    ...more,
  });

  test.each<[string, object, string, RegExp]>([
    [
      'a type that nobody knows',
      template([{ ...resource, type: 'Microsoft.Nobody/things' }]),
      'InvalidTemplateDeployment',
      /cannot be deployed/,
    ],
    [
      'a missing parameter',
      template([], { parameters: { x: { type: 'string' } } }),
      'InvalidTemplate',
      /'x'/,
    ],
    [
      'a function that does not exist',
      template([{ ...resource, name: '[nope()]' }]),
      'InvalidTemplate',
      /nope/,
    ],
    [
      'a circle',
      template([
        { ...resource, dependsOn: ['ws-bad-2'] },
        { ...resource, name: 'ws-bad-2', dependsOn: ['ws-bad'] },
      ]),
      'InvalidTemplate',
      /circular/i,
    ],
    [
      'content that its type refuses',
      template([{ ...resource, tags: { a: 1 } }]),
      'InvalidTemplateDeployment',
      /./,
    ],
  ])('%s', async (_, given, code, message) => {
    const answer = await put(given);
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
    expect(answer.body.error.message).toMatch(message);
    expect((await w.as.owner('GET', deployment('bad'))).status).toBe(404);
    expect((await w.as.owner('GET', inGroup('workspaces/ws-bad'))).status).toBe(404);
  });

  test('linked templates are refused by name', async () => {
    const answer = await put({}, { templateLink: { uri: 'https://example.com/t.json' } });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'FeatureNotSupported']);
  });

  test('who may not write the resources may not deploy them', async () => {
    const answer = await w.as.mlEngineer('PUT', deployment('theirs'), { body: body('ws-theirs') });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    const contributor = await w.as.policyContributor('PUT', deployment('theirs'), {
      body: body('ws-theirs'),
    });
    expect([contributor.status, contributor.body.error.code]).toEqual([400, 'InvalidTemplateDeployment']);
    expect(contributor.body.error.details[0].code).toBe('AuthorizationFailed');
  });

  test('an ended deployment cannot be cancelled', async () => {
    await finished('all');
    const answer = await w.as.owner('POST', `${deployment('all')}/cancel`);
    expect([answer.status, answer.body.error.code]).toEqual([409, 'DeploymentCannotBeCancelled']);
  });
});
