import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  PHI4,
  replaceRights,
  type World,
} from './harness.ts';

// A definition that nobody has stored, over a resource: what it would say is what it says once it is stored and assigned.

const DEPLOYMENT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
const DATA = 'Microsoft.MachineLearningServices.v2.Data';
const COMPONENT = `${DATA}/workspaces/deployments`;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Who = keyof World['as'];
const group = () => `${world.production}/resourceGroups/rg-chat`;
const evaluate = (body: unknown, scope = world.production, who: Who = 'owner'): Promise<Answer> =>
  world.as[who]('POST', `${scope}/providers/Sluice.Governance/evaluate`, { apiVersion: '2026-11-01', body });

async function succeed(verb: string, path: string, body?: object): Promise<Answer> {
  const answer = await world.as.owner(verb, path, { body });
  if (answer.status >= 300) throw new Error(`${verb} ${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** The resource of a PUT, as somebody pastes it. */
const resourceOf = (name: string, model = PHI4, more: object = {}) => ({
  id: chatDeployment(world, name),
  ...deploymentOf(model),
  ...more,
});
const deny = (condition: object, more: object = {}) => ({
  mode: 'All',
  policyRule: { if: condition, then: { effect: 'deny' } },
  ...more,
});
const onlyModel = (name: string, parameters = {}) => ({
  displayName: 'One model alone',
  mode: DATA,
  parameters,
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: COMPONENT },
        { field: `${COMPONENT}/model.name`, notEquals: name },
      ],
    },
    then: { effect: 'deny' },
  },
});
const triedRow = ({ body }: Answer) => {
  const rows = body.properties.considered.filter(({ policyDefinitionId }: { policyDefinitionId: string }) =>
    /\/tried(-\d+)?$/.test(policyDefinitionId),
  );
  expect(rows.length).toBeGreaterThan(0);
  return rows[0];
};

describe('a definition that is tried', () => {
  it.each<[string, () => object, (model: string) => object]>([
    ['over a component', () => onlyModel('phi-4'), model => deploymentOf(model)],
    [
      'over the resource',
      () =>
        deny({
          allOf: [
            { field: 'type', equals: DEPLOYMENT },
            { field: 'tags.team', exists: false },
          ],
        }),
      model => ({ ...deploymentOf(model), ...(model === PHI4 && { tags: { team: 'chat' } }) }),
    ],
  ])('says what it says when it is stored and assigned: %s', async (_, definition, bodyOf) => {
    const id = `${world.production}/providers/Microsoft.Authorization/policyDefinitions/stored`;
    const assignment = assignmentAt(world.production, 'stored');
    for (const model of [PHI4, LLAMA]) {
      const body = bodyOf(model);
      const resource = { id: chatDeployment(world, 'tried'), ...body };
      const said = await evaluate({ definition: definition(), resource });
      expect([said.status, said.body.problems, said.body.properties.resourceProblem]).toEqual([
        200,
        [],
        undefined,
      ]);
      await succeed('PUT', id, { properties: definition() });
      await succeed('PUT', assignment, { properties: { policyDefinitionId: id } });
      const really = await world.as.owner('PUT', resource.id, { body });
      const decision = `/providers/Sluice.Governance/decisions/${really.headers['x-sluice-decision-id']}`;
      const kept = (await world.as.owner('GET', decision)).body.properties;
      await succeed('DELETE', assignment);
      await succeed('DELETE', id);
      await succeed('DELETE', resource.id);
      const { properties } = said.body;
      expect(really.status).toBe(model === PHI4 ? 201 : 403);
      expect(properties.verdict).toBe(kept.verdict);
      const traceOf = (told: Answer['body'], name: string) =>
        told.considered
          .filter((row: Record<string, string>) => row['policyAssignmentId']?.endsWith(`/${name}`))
          .map(({ standing, trace, componentId }: Answer['body']) => ({ standing, trace, componentId }));
      expect(traceOf(properties, 'tried')).toEqual(traceOf(kept, 'stored'));
      expect(properties.wouldPass?.changes).toEqual(kept.wouldPass?.changes);
      expect(properties.alternatives).toEqual(kept.alternatives);
    }
  });

  it('shows the whole tree, with both sides, what was skipped, and its sentence', async () => {
    const skipped = { field: 'kind', equals: 'never' };
    const definition = deny(
      {
        allOf: [{ field: 'name', like: 'tree*' }, { anyOf: [{ field: 'tags.env', exists: false }, skipped] }],
      },
      { displayName: 'Environments are named' },
    );
    const { body } = await evaluate({ definition, resource: resourceOf('tree') });
    expect(body.properties).toMatchObject({
      verdict: 'deny',
      occasion: 'write',
      sentence: expect.stringMatching(/^Refused by 'Environments are named' \(assigned at 'Production'\): /),
      principal: { displayName: 'Owner' },
    });
    const { standing, trace } = triedRow({ body } as Answer);
    expect(standing).toBe('refuses');
    expect(trace.root.children[0]).toMatchObject({
      operator: 'Like',
      expressionValue: 'tree',
      targetValue: 'tree*',
      result: true,
    });
    expect(trace.root.children[1].skipped).toEqual([
      { pointer: '/policyRule/if/allOf/1/anyOf/1', condition: skipped },
    ]);
    expect(body.properties.wouldPass.found).toBe(true);
  });

  it('leaves nothing behind', async () => {
    const left = async () => ({
      log: (await world.storage.activityLog.query({ filter: undefined, top: 1 })).items,
      decisions: (await world.storage.decisions.query({ under: [''], filter: undefined, top: 1 })).items,
      revision: (await world.storage.changes.current()).revision,
    });
    const before = await left();
    const definition = deny({ field: 'name', like: '*' });
    await evaluate({ definition, resource: resourceOf('traceless') });
    await evaluate({ definition });
    expect(await left()).toEqual(before);
    const stored = await world.as.owner(
      'GET',
      `${world.production}/providers/Microsoft.Authorization/policyDefinitions/tried`,
    );
    expect(stored.status).toBe(404);
    expect((await world.as.owner('GET', chatDeployment(world, 'traceless'))).status).toBe(404);
  });

  it('is alone, unless the assignments above are asked for', async () => {
    const strict = assignmentAt(world.production, 'strict');
    await succeed('PUT', strict, onlyRegistry('azureml'));
    const asked = {
      definition: deny({ field: 'name', equals: 'nothing' }),
      resource: resourceOf('llama', LLAMA),
    };
    const alone = (await evaluate(asked)).body.properties;
    const together = (await evaluate({ ...asked, withAssignments: true })).body.properties;
    const idsOf = ({ considered }: Answer['body']) =>
      considered.map(({ policyAssignmentId }: Record<string, string>) => policyAssignmentId);
    expect([alone.verdict, together.verdict]).toEqual(['allow', 'deny']);
    expect(idsOf(alone)).toEqual([assignmentAt(world.production, 'tried')]);
    expect(idsOf(together).toSorted()).toEqual([strict, assignmentAt(world.production, 'tried')].toSorted());
    await succeed('DELETE', strict);
  });

  it('has a name that nobody has', async () => {
    const id = `${world.production}/providers/Microsoft.Authorization/policyDefinitions/tried`;
    const definition = deny({ field: 'name', equals: 'taken' });
    await succeed('PUT', id, { properties: definition });
    await succeed('PUT', assignmentAt(world.production, 'tried'), { properties: { policyDefinitionId: id } });
    const asked = { definition: deny({ field: 'name', equals: 'none' }), resource: resourceOf('taken') };
    const said = await evaluate({ ...asked, withAssignments: true });
    expect(said.body.properties.verdict).toBe('deny');
    expect((await evaluate(asked)).body.properties.verdict).toBe('allow');
    expect(triedRow(await evaluate(asked)).policyAssignmentId).toBe(
      assignmentAt(world.production, 'tried-1'),
    );
    await succeed('DELETE', assignmentAt(world.production, 'tried'));
    await succeed('DELETE', id);
  });

  it('at the tenant is one at its root group, at a group one of its subscription', async () => {
    const asked = { definition: onlyModel('phi-4'), resource: resourceOf('wide', LLAMA) };
    expect(triedRow(await evaluate(asked, ''))).toMatchObject({
      policyAssignmentId: assignmentAt(world.root, 'tried'),
      policyDefinitionId: `${world.root}/providers/Microsoft.Authorization/policyDefinitions/tried`,
      standing: 'refuses',
    });
    expect(triedRow(await evaluate(asked, group()))).toMatchObject({
      policyAssignmentId: assignmentAt(group(), 'tried'),
      policyDefinitionId: `${world.production}/providers/Microsoft.Authorization/policyDefinitions/tried`,
      standing: 'refuses',
    });
  });

  it('gets parameters and effect as an assignment gives them', async () => {
    const definition = {
      ...onlyModel('x'),
      parameters: {
        model: { type: 'String' },
        effect: { type: 'String', allowedValues: ['deny', 'audit', 'disabled'], defaultValue: 'deny' },
      },
      policyRule: {
        if: { field: `${COMPONENT}/model.name`, notEquals: "[parameters('model')]" },
        then: { effect: "[parameters('effect')]" },
      },
    };
    const resource = resourceOf('given');
    const parameters = (model: string) => ({ model: { value: model } });
    const verdictOf = async (more: object) =>
      (await evaluate({ definition, resource, ...more })).body.properties;
    expect((await verdictOf({ parameters: parameters('phi-4') })).verdict).toBe('allow');
    expect((await verdictOf({ parameters: parameters('other') })).verdict).toBe('deny');
    const audited = await verdictOf({ parameters: parameters('other'), effect: 'Audit' });
    expect(audited).toMatchObject({
      verdict: 'allow',
      results: [{ effect: 'Audit', outcome: 'matched', complianceState: 'NonCompliant', refuses: false }],
    });
    const off = await verdictOf({ parameters: parameters('other'), effect: 'disabled' });
    expect(off).toMatchObject({ verdict: 'allow', results: [], considered: [{ standing: 'disabled' }] });
  });

  it('of a delete is asked as a delete', async () => {
    const definition = {
      mode: 'Indexed',
      policyRule: {
        if: { field: 'type', equals: DEPLOYMENT },
        then: { effect: 'denyAction', details: { actionNames: ['delete'] } },
      },
    };
    const resource = resourceOf('protected');
    expect((await evaluate({ definition, resource })).body.properties.verdict).toBe('allow');
    const said = (await evaluate({ definition, resource, occasion: 'delete' })).body.properties;
    expect(said).toMatchObject({ verdict: 'deny', occasion: 'delete', action: `${DEPLOYMENT}/delete` });
    expect(said).not.toHaveProperty('alternatives');
  });

  it('sees the api-version that it is asked for', async () => {
    const definition = deny({ value: '[requestContext().apiVersion]', equals: '2023-04-01' });
    const resource = resourceOf('dated');
    expect((await evaluate({ definition, resource })).body.properties.verdict).toBe('allow');
    const said = await evaluate({ definition, resource, apiVersion: '2023-04-01' });
    expect(said.body.properties).toMatchObject({ verdict: 'deny', apiVersion: '2023-04-01' });
  });

  it('that changes the request shows what it would be', async () => {
    const definition = {
      mode: 'Indexed',
      policyRule: {
        if: { field: 'tags.team', exists: false },
        then: { effect: 'append', details: [{ field: 'tags.team', value: 'unknown' }] },
      },
    };
    const { body } = await evaluate({ definition, resource: resourceOf('changed') });
    expect(body.properties).toMatchObject({
      verdict: 'allow',
      changedResource: { tags: { team: 'unknown' } },
      results: [{ changes: [{ path: 'tags.team', after: 'unknown' }] }],
    });
    expect(body.warnings).toEqual([]);
  });

  it('that fails says what failed, and refuses', async () => {
    const definition = deny({
      allOf: [
        { field: 'type', equals: DEPLOYMENT },
        { value: "[int('x')]", equals: 1 },
      ],
    });
    const { body } = await evaluate({ definition, resource: resourceOf('failing') });
    expect(body.properties).toMatchObject({
      verdict: 'deny',
      sentence: expect.stringContaining('could not be evaluated'),
      results: [{ outcome: 'error', complianceState: 'Error', error: { code: expect.any(String) } }],
    });
    expect(triedRow({ body } as Answer)).toMatchObject({
      standing: 'refuses',
      trace: { outcome: { kind: 'error', pointer: expect.stringMatching(/^\/policyRule\/if/) } },
    });
  });
});

describe('what is wrong with a definition is the answer', () => {
  it('all of it, with its places, and nothing is judged', async () => {
    const definition = {
      mode: 'All',
      policyRule: {
        if: {
          anyOf: [
            { field: 'name', equalz: 'x' },
            { field: 'nme', equals: '[paramters()]' },
          ],
        },
        then: { effect: 'denied' },
      },
    };
    const { status, body } = await evaluate({ definition, resource: resourceOf('x') });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('properties');
    const errors = body.diagnostics.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(errors.length).toBeGreaterThanOrEqual(3);
    for (const { code, message, pointer } of errors)
      expect([code, message, pointer]).toEqual([
        expect.stringMatching(/^[\w-]+\/[\w-]+$/),
        expect.any(String),
        expect.stringMatching(/^\/policyRule\//),
      ]);
    expect(errors[0]).not.toHaveProperty('range');
    expect([body.problems, body.warnings]).toEqual([[], []]);
  });

  it('of a text with lines and columns', async () => {
    const text =
      '{\n  "mode": "All",\n  "policyRule": {\n    "if": { "field": "name", "equalz": "x" },\n    "then": { "effect": "deny" }\n  }\n}';
    const { body } = await evaluate({ definition: text, resource: resourceOf('x') });
    const [first] = body.diagnostics;
    expect(first).toMatchObject({ severity: 'error', range: { start: { line: 4 }, end: { line: 4 } } });
    const fine = text.replace('equalz', 'equals').replace('"x"', '"told"');
    const said = await evaluate({ definition: fine, resource: resourceOf('told') });
    expect(said.body.properties.verdict).toBe('deny');
    const whole = await evaluate({ definition: `{"properties": ${fine}}`, resource: resourceOf('told') });
    expect(whole.body.properties.verdict).toBe('deny');
  });

  it.each([
    ['no JSON', '{"mode": ', 'json/syntax'],
    ['nothing', '', 'json/syntax'],
    ['a list', '[]', 'definition/shape'],
    ['no rule', '{}', undefined],
    [
      'a name twice',
      '{"policyRule": {"if": {"field": "name", "equals": "x", "EQUALS": "y"}, "then": {"effect": "deny"}}}',
      'json/duplicate-key',
    ],
  ])('of a text that is %s', async (_, definition, code) => {
    const { status, body } = await evaluate({ definition, resource: resourceOf('x') });
    expect([status, body.properties]).toEqual([200, undefined]);
    expect(body.diagnostics[0]).toMatchObject({ severity: 'error', ...(code && { code }) });
    expect(body.diagnostics[0].pointer).toBeTypeOf('string');
  });

  it('without a resource, whether it could be assigned', async () => {
    const fine = deny({ field: 'name', equals: 'x' });
    expect((await evaluate({ definition: fine })).body).toEqual({
      diagnostics: [],
      problems: [],
      warnings: [],
    });
    const doubtful = deny(
      { field: 'name', equals: 'x' },
      { parameters: { unused: { type: 'String', defaultValue: '' } } },
    );
    const { body } = await evaluate({ definition: doubtful });
    expect(body.diagnostics).toMatchObject([
      { severity: 'warning', pointer: expect.stringContaining('unused') },
    ]);
    expect([body.problems, body.warnings]).toEqual([[], []]);
  });

  it.each<[string, object, string, string]>([
    ['a parameter without a value', {}, 'MissingPolicyParameter', '/parameters/tag'],
    [
      'a value of the wrong type',
      { parameters: { tag: { value: ['x'] } } },
      'InvalidPolicyParameters',
      '/parameters/tag',
    ],
    [
      'a value that is not allowed',
      { parameters: { tag: { value: 'c' } } },
      'PolicyParameterValueNotAllowed',
      '/parameters/tag',
    ],
    [
      'a parameter that is not declared',
      { parameters: { tag: { value: 'a' }, 'b/c': { value: 1 } } },
      'UndefinedPolicyParameter',
      '/parameters/b~1c',
    ],
    ['a value without envelope', { parameters: { tag: 'a' } }, 'InvalidRequestContent', '/parameters/tag'],
    [
      'an effect that there is not',
      { parameters: { tag: { value: 'a' } }, effect: 'Explode' },
      'InvalidPolicyEffect',
      '/effect',
    ],
    [
      'an effect that the rule cannot have',
      { parameters: { tag: { value: 'a' } }, effect: 'modify' },
      'InvalidPolicyEffect',
      '/effect',
    ],
  ])('and what an assignment of it would be refused for: %s', async (_, more, code, target) => {
    const definition = deny(
      { field: "[concat('tags[', parameters('tag'), ']')]", exists: false },
      { parameters: { tag: { type: 'String', allowedValues: ['a', 'b'] } } },
    );
    const { status, body } = await evaluate({ definition, resource: resourceOf('x'), ...more });
    expect([status, body.properties]).toEqual([200, undefined]);
    expect(body.problems).toContainEqual({ code, message: expect.any(String), target });
  });

  it.each<[string, object, string, string]>([
    ['a version that is none', { version: 'new' }, 'InvalidRequestContent', '/version'],
    ['a name of 200 characters', { displayName: 'x'.repeat(200) }, 'limit/text', ''],
    [
      'an effect of another mode',
      { policyRule: { if: { field: 'name', equals: 'x' }, then: { effect: 'addToNetworkGroup' } } },
      'effect/not-in-mode',
      '',
    ],
    ['a mode that nobody has', { mode: 'Microsoft.None.Data' }, '', ''],
  ])('and what a PUT of it would be refused for: %s', async (_, more, code, target) => {
    const definition = { ...deny({ field: 'name', equals: 'x' }), ...more };
    for (const [given, pointer] of [
      [definition, '/definition'],
      [{ properties: definition }, '/definition/properties'],
    ] as const) {
      const { status, body } = await evaluate({ definition: given, resource: resourceOf('x') });
      expect([status, body.properties]).toEqual([200, undefined]);
      const id = `${world.production}/providers/Microsoft.Authorization/policyDefinitions/refused`;
      expect((await world.as.owner('PUT', id, { body: { properties: definition } })).status).toBe(400);
      if (code === '') continue;
      const all = [...body.problems, ...body.diagnostics];
      expect(all).toContainEqual(
        expect.objectContaining({ code, ...(target !== '' && { target: `${pointer}${target}` }) }),
      );
    }
  });

  it('and what is likely not meant', async () => {
    const strict = assignmentAt(world.production, 'strict');
    await succeed('PUT', strict, onlyRegistry('azureml'));
    const definition = {
      ...onlyModel('x', { registry: { type: 'String' } }),
      policyRule: {
        if: {
          allOf: [
            { field: 'type', equals: COMPONENT },
            { field: `${COMPONENT}/model.registryName`, notEquals: "[parameters('registry')]" },
          ],
        },
        then: { effect: 'deny' },
      },
    };
    const { body } = await evaluate({ definition, parameters: { registry: { value: 'azureml-meta' } } });
    expect(body.warnings).toContainEqual({
      code: 'assignment/contradiction',
      message: expect.stringContaining(strict),
      target: '/definition',
    });
    await succeed('DELETE', strict);
  });
});

describe('what it is tried on', () => {
  it('may be stored: the resource as it is', async () => {
    const id = chatDeployment(world, 'stored');
    await succeed('PUT', id, { ...deploymentOf(LLAMA), tags: { team: 'chat' } });
    const { body } = await evaluate({ definition: onlyModel('phi-4'), resourceId: id.toUpperCase() });
    expect(body.properties).toMatchObject({
      verdict: 'deny',
      resourceId: id,
      request: { resource: { tags: { team: 'chat' } } },
      components: [{ type: COMPONENT, content: { model: { name: 'llama-3.3-70b-instruct' } } }],
    });
    const names = body.properties.alternatives.map(({ name }: { name: string }) => name);
    expect(new Set(names)).toEqual(new Set(['phi-4']));
    expect(
      (await evaluate({ definition: onlyModel('llama-3.3-70b-instruct'), resourceId: id })).body.properties
        .verdict,
    ).toBe('allow');
    await succeed('DELETE', id);
  });

  it('may look for related resources, as they are stored', async () => {
    const looking = (name: string) => ({
      mode: 'All',
      policyRule: {
        if: { field: 'type', equals: DEPLOYMENT },
        then: {
          effect: 'auditIfNotExists',
          details: {
            type: 'Microsoft.MachineLearningServices/workspaces',
            existenceCondition: { field: 'name', equals: name },
          },
        },
      },
    });
    const stateOf = async (name: string) =>
      (await evaluate({ definition: looking(name), resource: resourceOf('related') })).body.properties
        .results[0];
    expect(await stateOf('ws-chat')).toMatchObject({
      complianceState: 'Compliant',
      related: { totalResources: 1 },
    });
    expect(await stateOf('none')).toMatchObject({ complianceState: 'NonCompliant', outcome: 'matched' });
  });

  it('of a type that nobody here knows is judged as it is given', async () => {
    const resource = {
      id: `${group()}/providers/Some.Where/things/x`,
      location: 'westeurope',
      tags: { a: 'b' },
    };
    const said = await evaluate({ definition: deny({ field: 'tags.a', equals: 'b' }), resource });
    expect(said.body.properties).toMatchObject({ verdict: 'deny', resourceType: 'Some.Where/things' });
    const indexed = await evaluate({
      definition: { ...deny({ field: 'tags.a', equals: 'b' }), mode: 'Indexed' },
      resource,
    });
    expect(indexed.body.properties.verdict).toBe('allow');
    expect(triedRow(indexed).standing).toBe('otherMode');
    const alias = await evaluate({
      definition: deny({ field: 'Some.Where/things/size', equals: 1 }),
      resource,
    });
    expect(alias.body.diagnostics[0]).toMatchObject({ code: expect.stringContaining('unknown') });
  });

  it('a definition of a data-plane mode says nothing of what has no such components', async () => {
    const resource = { id: `${world.production}/resourceGroups/planned`, location: 'westeurope' };
    const said = await evaluate({ definition: onlyModel('phi-4'), resource });
    expect(said.body.properties).toMatchObject({ verdict: 'allow', components: [] });
    expect(triedRow(said).standing).toBe('otherMode');
  });

  it('policy that judges no such resources says so', async () => {
    const id = assignmentAt(world.production, 'looked-at');
    await succeed('PUT', id, onlyRegistry('azureml'));
    const said = await evaluate({ definition: deny({ field: 'name', like: '*' }), resourceId: id });
    expect(said.body.properties.verdict).toBe('allow');
    expect(triedRow(said).standing).toBe('notJudged');
    await succeed('DELETE', id);
  });

  it.each<[string, () => object, string, string | undefined]>([
    [
      'no location',
      () => ({ ...resourceOf('odd'), location: undefined }),
      'LocationRequired',
      '/resource/location',
    ],
    ['a wrong type', () => resourceOf('odd', PHI4, { tags: 'x' }), 'InvalidRequestContent', '/resource/tags'],
    [
      'a model that is none',
      () => resourceOf('odd', 'azureml://'),
      'InvalidModelReference',
      '/resource/properties/model',
    ],
  ])(
    'what no PUT would take is judged as it is given, and the answer says so: %s',
    async (_, resource, code, target) => {
      const { status, body } = await evaluate({
        definition: deny({ field: 'name', equals: 'odd' }),
        resource: resource(),
      });
      expect([status, body.properties?.verdict]).toEqual([200, 'deny']);
      expect(body.properties.resourceProblem).toMatchObject({ code, ...(target && { target }) });
    },
  );

  it('is prepared as its PUT: defaults count', async () => {
    const { body } = await evaluate({
      definition: deny({ field: `${DEPLOYMENT}/endpointComputeType`, exists: true }),
      resource: {
        id: chatDeployment(world, 'defaults'),
        location: 'westeurope',
        properties: { model: PHI4 },
      },
    });
    expect(body.properties.request.resource.properties).toMatchObject({ endpointComputeType: 'Managed' });
    expect(body.properties.verdict).toBe('deny');
  });
});

describe('a request that cannot be read is refused, with its place', () => {
  const definition = { policyRule: { if: { field: 'name', equals: 'x' }, then: { effect: 'deny' } } };
  it.each<[string, () => unknown, string | undefined]>([
    ['no body', () => undefined, undefined],
    ['a list', () => [], undefined],
    ['no definition', () => ({ resource: resourceOf('x') }), '/definition'],
    ['a definition that is a number', () => ({ definition: 1 }), '/definition'],
    ['a definition that is a list', () => ({ definition: [] }), '/definition'],
    ['a definition that is null', () => ({ definition: null }), '/definition'],
    ['an unknown property', () => ({ definition, dryRun: true }), '/dryRun'],
    ['parameters that are a list', () => ({ definition, parameters: [] }), '/parameters'],
    ['an empty effect', () => ({ definition, effect: '' }), '/effect'],
    ['a resource that is a text', () => ({ definition, resource: 'x' }), '/resource'],
    ['a resource without an id', () => ({ definition, resource: { type: DEPLOYMENT } }), '/resource/id'],
    ['an id that is none', () => ({ definition, resource: { id: 'x' } }), '/resource/id'],
    [
      'a type that is not that of the id',
      () => ({ definition, resource: resourceOf('x', PHI4, { type: 'a/b' }) }),
      '/resource/type',
    ],
    [
      'a type that is a number',
      () => ({ definition, resource: resourceOf('x', PHI4, { type: 1 }) }),
      '/resource/type',
    ],
    [
      'a name that is not that of the id',
      () => ({ definition, resource: resourceOf('x', PHI4, { name: 'y' }) }),
      '/resource/name',
    ],
    [
      'both a resource and an id',
      () => ({ definition, resource: resourceOf('x'), resourceId: chatDeployment(world, 'x') }),
      '/resourceId',
    ],
    ['a resource id that is none', () => ({ definition, resourceId: 'x' }), '/resourceId'],
    ['a resource id that is a number', () => ({ definition, resourceId: 1 }), '/resourceId'],
    ['an api-version that is none', () => ({ definition, apiVersion: 'new' }), '/apiVersion'],
    ['an occasion that is none', () => ({ definition, occasion: 'scan' }), '/occasion'],
    ['a text for a flag', () => ({ definition, withAssignments: 'yes' }), '/withAssignments'],
    [
      'a resource that is elsewhere',
      () => ({ definition, resource: { id: `${world.sandbox}/resourceGroups/x` } }),
      '/resource/id',
    ],
    [
      'a stored resource that is elsewhere',
      () => ({ definition, resourceId: `${world.sandbox}/resourceGroups/x` }),
      '/resourceId',
    ],
  ])('%s', async (_, body, target) => {
    const answer = await evaluate(body());
    expect([answer.status, answer.body.error?.code, answer.body.error?.target]).toEqual([
      400,
      'InvalidRequestContent',
      target,
    ]);
  });

  it('a stored resource that is not there', async () => {
    const answer = await evaluate({ definition, resourceId: chatDeployment(world, 'never') });
    expect([answer.status, answer.body.error.code]).toEqual([404, 'ResourceNotFound']);
  });

  it('a scope that is not there', async () => {
    const answer = await evaluate({ definition }, `${world.production}/resourceGroups/none`);
    expect([answer.status, answer.body.error.code]).toEqual([404, 'ResourceGroupNotFound']);
  });
});

describe('what is too much', () => {
  it('of a body is refused', async () => {
    const definition = deny({ field: 'name', equals: 'x'.repeat(1_100_000) });
    const { status, body } = await evaluate({ definition });
    expect([status, body.error.code]).toEqual([413, 'RequestBodyTooLarge']);
  });

  it('of levels is refused, in a definition, a resource and a rehearsal', async () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    const path = `${world.production}/providers/Sluice.Governance/evaluate`;
    const rule = JSON.stringify(deny({ field: 'name', equals: 'x' }));
    const resource = JSON.stringify(resourceOf('deep'));
    for (const [where, raw] of [
      [path, `{"definition": {"policyRule": ${deep}}}`],
      [path, `{"definition": ${rule}, "resource": ${resource.slice(0, -1)}, "properties": ${deep}}}`],
      [`${chatDeployment(world, 'deep')}/providers/Sluice.Governance/rehearse`, `{"properties": ${deep}}`],
    ] as const) {
      const { status, body } = await world.as.owner('POST', where, { raw });
      expect([status, body.error.code]).toEqual([400, 'InvalidRequestContent']);
    }
    const { body } = await evaluate({ definition: `{"policyRule": ${deep}}` });
    expect(body.diagnostics[0].code).toBe('json/too-deep');
  });

  it('of conditions is what a PUT would be refused for', async () => {
    const definition = deny({
      anyOf: Array.from({ length: 5_000 }, (_, n) => ({ field: 'name', equals: `n${n}` })),
    });
    const { body } = await evaluate({ definition, resource: resourceOf('x') });
    expect(body).not.toHaveProperty('properties');
    expect(body.diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'error', code: expect.stringContaining('limit') }),
    );
  });

  it('of a large rule that is allowed is answered in time, tree and all', async () => {
    const definition = deny({
      anyOf: Array.from({ length: 4_000 }, (_, n) => ({
        allOf: [{ field: 'tags.none', equals: `n${n}` }],
      })).slice(0, 2_000),
    });
    const { status, body } = await evaluate({ definition, resource: resourceOf('x') });
    expect([status, body.properties.verdict]).toEqual([200, 'allow']);
    expect(triedRow({ body } as Answer).trace.root.children).toHaveLength(2_000);
  });

  it('of work is an error of the evaluation', async () => {
    const count = (depth: number): object => ({
      count: {
        value: `[range(0, 400)]`,
        name: `n${depth}`,
        where: depth === 0 ? { value: 1, equals: 1 } : count(depth - 1),
      },
      greater: 0,
    });
    const definition = deny({ allOf: [{ field: 'type', equals: DEPLOYMENT }, count(2)] });
    const { status, body } = await evaluate({ definition, resource: resourceOf('x') });
    expect(status).toBe(200);
    expect(body.properties).toMatchObject({
      verdict: 'deny',
      results: [{ outcome: 'error', error: { code: 'limit/work' } }],
    });
  });
});

describe('who may try', () => {
  const definition = { policyRule: { if: { field: 'name', like: '*' }, then: { effect: 'deny' } } };
  it.each<[Who, number]>([
    ['owner', 200],
    ['policyContributor', 200],
    ['mlEngineer', 403],
    ['anonymous', 401],
  ])('%s: %i', async (who, status) => {
    const answer = await evaluate({ definition, resource: resourceOf('whose') }, world.production, who);
    expect(answer.status).toBe(status);
    if (status === 403)
      expect(answer.body.error.message).toContain("'Microsoft.Authorization/policyDefinitions/write'");
  });

  describe('an author of definitions', () => {
    const WRITE = 'Microsoft.Authorization/policyDefinitions/write';
    const model = () => [{ scope: `${world.production}/resourceGroups/rg-models`, actions: ['*/read'] }];
    const give = (...rights: readonly { scope: string; actions: readonly string[] }[]) =>
      replaceRights(world, 'mlEngineer', [{ scope: world.production, actions: [WRITE] }, ...rights]);
    const tryIt = (body: object) => evaluate({ definition, ...body }, world.production, 'mlEngineer');

    it('tries nothing on what he may not read, stored or not, there or not', async () => {
      await give(...model());
      const stored = chatDeployment(world, 'secret');
      await succeed('PUT', stored, deploymentOf(PHI4));
      for (const body of [
        { resourceId: stored },
        { resourceId: chatDeployment(world, 'never') },
        { resource: resourceOf('secret') },
      ]) {
        const { status, body: answer } = await tryIt(body);
        expect([status, answer.error?.code]).toEqual([403, 'AuthorizationFailed']);
        expect(answer.error.message).toContain(`'${DEPLOYMENT}/read'`);
      }
      expect((await tryIt({})).status).toBe(200);
      await give(...model(), { scope: group(), actions: [`${DEPLOYMENT}/read`] });
      expect((await tryIt({ resourceId: stored })).status).toBe(200);
      expect((await tryIt({ resource: resourceOf('secret') })).status).toBe(200);
      await succeed('DELETE', stored);
    });

    it('learns nothing of a model that he may not read, by naming it', async () => {
      await give({ scope: group(), actions: [`${DEPLOYMENT}/read`] });
      const { status, body } = await tryIt({ resource: resourceOf('named', LLAMA) });
      expect([status, body.error?.code]).toEqual([403, 'AuthorizationFailed']);
      expect(body.error.message).toContain('registries/models/versions/read');
    });

    it('learns nothing of related resources that he may not read, by looking for them', async () => {
      const looking = {
        mode: 'All',
        policyRule: {
          if: { field: 'type', equals: DEPLOYMENT },
          then: {
            effect: 'auditIfNotExists',
            details: {
              type: 'Microsoft.MachineLearningServices/workspaces',
              existenceScope: 'subscription',
              existenceCondition: { field: 'name', like: 'ws-*' },
            },
          },
        },
      };
      const asked = { definition: looking, resource: resourceOf('looking') };
      const read = {
        scope: group(),
        actions: [`${DEPLOYMENT}/read`, 'Microsoft.MachineLearningServices/workspaces/read'],
      };
      await give(...model(), read);
      const { status, body } = await tryIt(asked);
      expect([status, body.error?.code]).toEqual([403, 'AuthorizationFailed']);
      expect(body.error.message).toContain("'Microsoft.MachineLearningServices/workspaces/read'");
      await give(...model(), { ...read, scope: world.production });
      expect((await tryIt(asked)).body.properties.results[0].complianceState).toBe('Compliant');
    });

    it('guesses no secret of what is stored', async () => {
      await give(...model(), { scope: group(), actions: [`${DEPLOYMENT}/read`] });
      const id = chatDeployment(world, 'variables');
      await succeed('PUT', id, {
        location: 'westeurope',
        properties: {
          model: PHI4,
          endpointComputeType: 'Managed',
          environmentVariables: { TOKEN: 'Hunter2' },
        },
      });
      const guess = (value: string) => ({
        definition: {
          mode: 'All',
          policyRule: {
            if: { value: `[field('${DEPLOYMENT}/environmentVariables').TOKEN]`, like: value },
            then: { effect: 'deny' },
          },
        },
        resourceId: id,
      });
      const [right, wrong] = [await tryIt(guess('H*')), await tryIt(guess('X*'))];
      expect([right.status, wrong.status]).toEqual([200, 200]);
      expect(right.body.properties.verdict).toBe(wrong.body.properties.verdict);
      expect(JSON.stringify(right.body)).not.toContain('Hunter2');
      await succeed('DELETE', id);
    });
  });
});
