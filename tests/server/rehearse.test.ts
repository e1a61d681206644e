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

// Would this PUT pass, and why? A rehearsal says what the decision of the PUT says, and leaves nothing behind.

const DEPLOYMENT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
const ML = 'providers/Microsoft.MachineLearningServices';
let world: World;
const group = () => `${world.production}/resourceGroups/rg-chat`;
beforeAll(async () => {
  world = await openWorld();
  await succeed('PUT', assignmentAt(world.production, 'strict'), onlyRegistry('azureml'));
  await succeed(
    'PUT',
    assignmentAt(world.production, 'elsewhere'),
    onlyRegistry('azureml-mistral', { notScopes: [group()] }),
  );
});
afterAll(() => world.close());

type Who = keyof World['as'];
const rehearse = (id: string, body?: unknown, who: Who = 'mlEngineer'): Promise<Answer> =>
  world.as[who]('POST', `${id}/providers/Sluice.Governance/rehearse`, { body });

async function succeed(verb: string, path: string, body?: object): Promise<Answer> {
  const answer = await world.as.owner(verb, path, { body });
  if (answer.status >= 300) throw new Error(`${verb} ${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** What two tellings of the same thing at different times may differ in. */
function timeless({
  at: _,
  correlationId: _c,
  caller: _ca,
  request,
  warnings: _w,
  ...told
}: Answer['body']): object {
  const { decisionId: _d, at: _a, correlationId: _co, caller: _cl, resource, ...asked } = request;
  const { systemData: _s, ...rest } = resource;
  return { ...told, request: { ...asked, resource: rest } };
}

describe('a rehearsal', () => {
  it.each<[string, string, number]>([
    ['a denial', LLAMA, 403],
    ['what goes through', PHI4, 201],
  ])('says of %s what its decision says', async (_, model, status) => {
    const id = chatDeployment(world, 'rehearsed');
    const said = await rehearse(id, deploymentOf(model));
    const really = await world.as.mlEngineer('PUT', id, { body: deploymentOf(model) });
    const decision = `/providers/Sluice.Governance/decisions/${really.headers['x-sluice-decision-id']}`;
    const kept = await world.as.mlEngineer('GET', decision);
    expect([said.status, really.status]).toEqual([200, status]);
    expect(said.headers['x-sluice-revision']).toBe(really.headers['x-sluice-revision']);
    expect(said.headers).not.toHaveProperty('x-sluice-decision-id');
    expect(timeless(said.body.properties)).toEqual(timeless(kept.body.properties));
    expect(said.body.properties.message).toBe(really.body.error?.message);
    await succeed('DELETE', id);
  });

  it('says which rule, why, and what would pass, and that passes', async () => {
    const id = chatDeployment(world, 'refused');
    const { properties } = (await rehearse(id, deploymentOf(LLAMA))).body;
    expect(properties).toMatchObject({
      verdict: 'deny',
      occasion: 'write',
      principal: { displayName: 'ML engineer' },
      sentence:
        "Refused by 'strict' (assigned at 'Production'): The model comes from the registry 'azureml-meta', not from 'azureml'.",
      warnings: [],
    });
    const standings = Object.fromEntries(
      properties.considered.map((row: Record<string, string>) => [
        row['policyAssignmentDisplayName'],
        row['standing'],
      ]),
    );
    expect(standings).toMatchObject({ strict: 'refuses', elsewhere: 'excluded' });
    for (const { value } of properties.alternatives)
      expect((await rehearse(id, deploymentOf(value))).body.properties.verdict).toBe('allow');
    expect(properties.alternatives.length).toBeGreaterThan(0);
    const [{ path, after }] = properties.wouldPass.changes;
    expect(path).toBe('properties.model');
    expect((await rehearse(id, deploymentOf(after))).body.properties.verdict).toBe('allow');
  });

  it('leaves nothing behind: no resource, no decision, no entry of the log, no state', async () => {
    const id = chatDeployment(world, 'traceless');
    const left = async () => ({
      log: (await world.storage.activityLog.query({ filter: undefined, top: 1 })).items,
      decisions: (await world.storage.decisions.query({ under: [''], filter: undefined, top: 1 })).items,
      revision: (await world.storage.changes.current()).revision,
    });
    const before = await left();
    await rehearse(id, deploymentOf(PHI4));
    await rehearse(id, deploymentOf(LLAMA));
    expect(await left()).toEqual(before);
    expect((await world.as.owner('GET', id)).status).toBe(404);
    expect(await world.storage.states.get(id.toLowerCase())).toBeUndefined();
  });

  it('of what exists is of the body alone, as a PUT is', async () => {
    const id = chatDeployment(world, 'existing');
    await succeed('PUT', id, { ...deploymentOf(PHI4), tags: { team: 'chat' } });
    const { properties } = (await rehearse(id, deploymentOf(LLAMA))).body;
    expect(properties.verdict).toBe('deny');
    expect(properties.request.resource).not.toHaveProperty('tags.team');
    const stored = await world.as.owner('GET', id);
    expect(stored.body.properties.model).toBe(PHI4);
    await succeed('DELETE', id);
  });

  it('follows a policy that was written a moment ago', async () => {
    const id = chatDeployment(world, 'followed');
    for (const round of [1, 2, 3]) {
      const assignment = assignmentAt(group(), `moment-${round}`);
      expect((await rehearse(id, deploymentOf(PHI4))).body.properties.verdict).toBe('allow');
      await succeed('PUT', assignment, onlyRegistry('azureml-meta'));
      expect((await rehearse(id, deploymentOf(PHI4))).body.properties.verdict).toBe('deny');
      await succeed('DELETE', assignment);
    }
  });

  it('tells what rules change, look for and cannot evaluate', async () => {
    const rules = {
      tagging: {
        if: { field: 'tags.team', exists: false },
        then: {
          effect: 'modify',
          details: {
            roleDefinitionIds: [
              '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c',
            ],
            operations: [{ operation: 'add', field: 'tags.team', value: 'unknown' }],
          },
        },
      },
      watching: {
        if: { field: 'type', equals: DEPLOYMENT },
        then: {
          effect: 'auditIfNotExists',
          details: { type: 'Microsoft.MachineLearningServices/workspaces', name: 'ws-chat' },
        },
      },
      failing: {
        if: {
          allOf: [
            { field: 'name', like: 'fail*' },
            { value: "[int('x')]", equals: 1 },
          ],
        },
        then: { effect: 'audit' },
      },
    };
    for (const [name, policyRule] of Object.entries(rules)) {
      const definition = `${world.production}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
      await succeed('PUT', definition, { properties: { mode: 'All', policyRule } });
      await succeed('PUT', assignmentAt(group(), name), {
        ...(name === 'tagging' && { location: 'westeurope', identity: { type: 'SystemAssigned' } }),
        properties: { policyDefinitionId: definition },
      });
    }
    const fine = (await rehearse(chatDeployment(world, 'fine'), deploymentOf(PHI4))).body.properties;
    expect(fine).toMatchObject({ verdict: 'allow', changedResource: { tags: { team: 'unknown' } } });
    const resultOf = (told: Answer['body'], name: string) =>
      told.results.find((each: Record<string, string>) => each['policyAssignmentDisplayName'] === name);
    expect(resultOf(fine, 'tagging')).toMatchObject({
      changes: [{ operation: 'add', path: 'tags.team', after: 'unknown' }],
    });
    expect(resultOf(fine, 'watching')).toMatchObject({
      outcome: 'notMatched',
      related: { totalResources: 1, resourceId: expect.stringMatching(/ws-chat$/) },
    });
    const failed = (await rehearse(chatDeployment(world, 'fails'), deploymentOf(PHI4))).body.properties;
    expect(failed).toMatchObject({
      verdict: 'deny',
      sentence: expect.stringMatching(/^Refused by 'failing' .*could not be evaluated/),
    });
    expect(resultOf(failed, 'failing')).toMatchObject({ outcome: 'error', complianceState: 'Error' });
    for (const name of Object.keys(rules)) await succeed('DELETE', assignmentAt(group(), name));
  });

  it('is asked of secrets and shows none', async () => {
    const id = chatDeployment(world, 'secret');
    const body = {
      location: 'westeurope',
      properties: {
        model: LLAMA,
        endpointComputeType: 'Managed',
        environmentVariables: { TOKEN: 'Hunter2' },
      },
    };
    const said = await rehearse(id, body);
    expect(said.body.properties.verdict).toBe('deny');
    expect(JSON.stringify(said.body)).not.toContain('Hunter2');
    expect(JSON.stringify(said.body.properties.request)).toContain('TOKEN');
  });

  it('is of any type that policy judges', async () => {
    const { status, body } = await rehearse(
      `${world.sandbox}/resourceGroups/planned`,
      { location: 'westeurope' },
      'owner',
    );
    expect([status, body.properties.verdict]).toEqual([200, 'allow']);
    expect(body.properties.sentence).toBe('Allowed: no policy applies to it.');
    expect(body.properties).not.toHaveProperty('alternatives');
  });
});

describe('what the PUT would be refused for, the rehearsal is', () => {
  const absent = () => `${group()}/${ML}/workspaces/none/onlineEndpoints/e/deployments/d`;
  it.each<[string, () => string, unknown]>([
    ['no content', () => chatDeployment(world, 'bad'), undefined],
    ['content that is no object', () => chatDeployment(world, 'bad'), ['x']],
    ['no location', () => chatDeployment(world, 'bad'), { properties: { model: PHI4 } }],
    ['a property of another type', () => chatDeployment(world, 'bad'), { location: 1, properties: {} }],
    [
      'a model that is not there',
      () => chatDeployment(world, 'bad'),
      deploymentOf('azureml://registries/azureml/models/none/labels/latest'),
    ],
    ['a model reference that is none', () => chatDeployment(world, 'bad'), deploymentOf('azureml://')],
    ['a parent that is not there', absent, deploymentOf(PHI4)],
    ['a type that is not there', () => `${group()}/providers/Some.Where/things/x`, {}],
    ['a type that is not at that scope', () => `${world.production}/${ML}/workspaces/w`, {}],
    ['a type that cannot be put', () => '/providers/Sluice.Governance/scans/x', {}],
  ])('%s', async (_, path, body) => {
    const [said, really] = [
      await rehearse(path(), body, 'owner'),
      await world.as.owner('PUT', path(), { body }),
    ];
    expect(really.status).toBeGreaterThanOrEqual(400);
    expect([said.status, said.body.error.code]).toEqual([really.status, really.body.error.code]);
  });

  it('no JSON', async () => {
    const path = `${chatDeployment(world, 'bad')}/providers/Sluice.Governance/rehearse`;
    const { status, body } = await world.as.owner('POST', path, { raw: '{"location": ' });
    expect([status, body.error.code]).toEqual([400, 'InvalidRequestContent']);
  });
});

describe('what is no PUT that policy judges cannot be rehearsed', () => {
  it.each<[string, () => string, number, string]>([
    ['the tenant', () => '', 400, 'InvalidRequestUri'],
    ['a policy object', () => assignmentAt(world.production, 'strict'), 400, 'FeatureNotSupported'],
  ])('%s', async (_, path, status, code) => {
    const answer = await rehearse(path(), onlyRegistry('azureml'), 'owner');
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('and not by another verb', async () => {
    const path = `${chatDeployment(world, 'x')}/providers/Sluice.Governance/rehearse`;
    const { status, body } = await world.as.owner('GET', path);
    expect([status, body.error.code]).toEqual([405, 'HttpMethodNotAllowed']);
  });
});

describe('who may make the PUT may rehearse it', () => {
  it.each<[Who, number]>([
    ['owner', 200],
    ['mlEngineer', 200],
    ['policyContributor', 403],
    ['anonymous', 401],
  ])('%s: %i', async (who, status) => {
    const answer = await rehearse(chatDeployment(world, 'whose'), deploymentOf(PHI4), who);
    expect(answer.status).toBe(status);
    if (status === 403)
      expect(answer.body.error.message).toContain(`perform action '${DEPLOYMENT}/write' over scope`);
  });

  it('and learns of no model that he may not read', async () => {
    await replaceRights(world, 'mlEngineer', [{ scope: group(), actions: [`${DEPLOYMENT}/write`] }]);
    const { properties } = (await rehearse(chatDeployment(world, 'blind'), deploymentOf(LLAMA))).body;
    expect(properties).toMatchObject({ verdict: 'deny', alternatives: [], wouldPass: { found: false } });
    const elsewhere = `${world.sandbox}/resourceGroups/rg-x/${ML}/workspaces/w/onlineEndpoints/e/deployments/d`;
    expect((await rehearse(elsewhere, deploymentOf(PHI4))).status).toBe(403);
  });
});
