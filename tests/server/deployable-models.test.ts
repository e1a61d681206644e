import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, assignmentAt, onlyRegistry, openWorld, replaceRights, type World } from './harness.ts';

const API = '2026-11-01';
const ML = 'providers/Microsoft.MachineLearningServices';

let world: World;
let workspace: string;
const assigned: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  workspace = `${world.production}/resourceGroups/rg-chat/${ML}/workspaces/ws-chat`;
});
afterEach(async () => {
  for (const id of assigned.splice(0)) await succeed('DELETE', id);
});
afterAll(() => world.close());

type Who = keyof World['as'];
type Model = {
  readonly assetId: string;
  readonly registry: string;
  readonly name: string;
  readonly version: string;
  readonly publisher?: string;
  readonly task?: string;
  readonly licence?: string;
  readonly verdict: 'allow' | 'deny';
  readonly rules?: readonly { readonly policyAssignmentId: string; readonly reason: string }[];
  readonly nearestAllowed?: readonly string[];
};

type Violation = { readonly type: string; readonly info: { readonly policyAssignmentId: string } };

function ask(body?: unknown, who: Who = 'owner', at = workspace): Promise<Answer> {
  return world.as[who]('POST', `${at}/deployableModels`, { apiVersion: API, body });
}

async function models(body?: unknown): Promise<readonly Model[]> {
  const answer = await ask(body);
  expect(answer.status).toBe(200);
  return answer.body.value;
}

async function succeed(verb: string, path: string, body?: object): Promise<Answer> {
  const answer = await world.as.owner(verb, path, { body });
  if (answer.status >= 300) throw new Error(`${verb} ${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

async function assign(name: string, body: object): Promise<string> {
  const id = assignmentAt(world.production, name);
  await succeed('PUT', id, body);
  assigned.push(id);
  return id;
}

const VIEWS = [
  {
    kind: 'online',
    path: 'onlineEndpoints/support-chat/deployments/asked',
    propertiesOf: (model: string) => ({ model }),
  },
  {
    kind: 'serverless',
    path: 'serverlessEndpoints/asked',
    propertiesOf: (modelId: string) => ({ modelSettings: { modelId } }),
  },
];

describe('the verdict on every model', () => {
  it.each(VIEWS)('is what a real PUT gives: $kind', async ({ kind, path, propertiesOf }) => {
    await assign('only-azureml', onlyRegistry('azureml'));
    const said = await models({ endpointKind: kind, allVersions: true });
    expect(said.length).toBeGreaterThanOrEqual(60);
    expect(new Set(said.map(({ verdict }) => verdict))).toEqual(new Set(['allow', 'deny']));
    const id = `${workspace}/${path}`;
    for (const { assetId, verdict, rules } of said) {
      const really = await world.as.owner('PUT', id, {
        body: { location: 'westeurope', properties: propertiesOf(assetId) },
      });
      expect([assetId, verdict]).toEqual([assetId, really.status < 300 ? 'allow' : 'deny']);
      if (really.status >= 300)
        expect(rules?.map(({ policyAssignmentId }) => policyAssignmentId)).toEqual(
          really.body.error.additionalInfo.flatMap(({ type, info }: Violation) =>
            type === 'PolicyViolation' ? [info.policyAssignmentId] : [],
          ),
        );
    }
    await succeed('DELETE', id);
  });

  it('is allow for all where nothing is assigned, and lists the newest version of each', async () => {
    const { body } = await ask();
    expect(body.counts).toEqual({ models: body.value.length, allowed: body.value.length, denied: 0 });
    expect(body).toMatchObject({ workspaceId: workspace, endpointKind: 'online' });
    const names = body.value.map(({ registry, name }: Model) => `${registry}/${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect((await models({ allVersions: true })).length).toBeGreaterThan(names.length);
  });

  it('comes with the rule, a reason, and what is near and allowed', async () => {
    const id = await assign('only-azureml', onlyRegistry('azureml', { displayName: 'Microsoft only' }));
    const said = await models();
    const llama = said.find(({ name }) => name === 'llama-3.3-70b-instruct');
    expect(llama).toMatchObject({
      verdict: 'deny',
      rules: [
        {
          policyAssignmentId: id,
          policyAssignmentName: 'only-azureml',
          policyAssignmentDisplayName: 'Microsoft only',
          effect: 'Deny',
        },
      ],
    });
    expect(llama?.rules?.[0]?.reason).toBe(
      "The model comes from the registry 'azureml-meta', not from 'azureml'.",
    );
    const byId = new Map(said.map(model => [model.assetId, model]));
    for (const { verdict, task, nearestAllowed = [] } of said) {
      if (verdict === 'allow') expect(nearestAllowed).toEqual([]);
      expect(nearestAllowed.length).toBeLessThanOrEqual(3);
      for (const near of nearestAllowed)
        expect(byId.get(near)).toMatchObject({ verdict: 'allow', ...(task === undefined ? {} : { task }) });
    }
    expect(llama?.nearestAllowed?.length).toBeGreaterThan(0);
  });

  it('looks at the sku, the tags and the properties of the deployment', async () => {
    const definition = `${world.root}/providers/Microsoft.Authorization/policyDefinitions/needs-tag`;
    const type = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
    await succeed('PUT', definition, {
      properties: {
        mode: 'All',
        policyRule: {
          if: {
            allOf: [
              { field: 'type', equals: type },
              {
                anyOf: [
                  { field: 'tags.cost', exists: false },
                  { field: `${type}/sku.name`, equals: 'Premium' },
                ],
              },
            ],
          },
          then: { effect: 'deny' },
        },
      },
    });
    await assign('needs-tag', { properties: { policyDefinitionId: definition } });
    const verdicts = async (body: object) => (await ask(body)).body.counts;
    expect((await verdicts({})).allowed).toBe(0);
    expect((await verdicts({ tags: { cost: 'a' } })).denied).toBe(0);
    expect((await verdicts({ tags: { cost: 'a' }, sku: { name: 'Premium', capacity: 1 } })).allowed).toBe(0);
    expect((await verdicts({ endpointKind: 'batch' })).denied).toBe(0);
  });
});

describe('filters and pages', () => {
  it('narrow the list, without changing a verdict', async () => {
    await assign('only-azureml', onlyRegistry('azureml'));
    const all = await models();
    const some = all.find(({ publisher, licence }) => publisher !== undefined && licence !== undefined);
    const fold = (text = '') => text.toLowerCase();
    const is = (one?: string, other?: string) => fold(one) === fold(other);
    expect(await models({ filter: { registry: 'HUGGINGFACE' } })).toEqual(
      all.filter(({ registry }) => registry === 'huggingface'),
    );
    expect(await models({ filter: { registry: ['azureml', 'azureml-meta'] } })).toEqual(
      all.filter(({ registry }) => ['azureml', 'azureml-meta'].includes(registry)),
    );
    expect(await models({ filter: { publisher: some?.publisher, licence: some?.licence } })).toEqual(
      all.filter(each => is(each.publisher, some?.publisher) && is(each.licence, some?.licence)),
    );
    expect(await models({ filter: { name: 'PHI' } })).toEqual(all.filter(({ name }) => name.includes('phi')));
    expect(await models({ filter: { task: some?.task ?? '' } })).toEqual(
      all.filter(({ task }) => is(task, some?.task)),
    );
    for (const verdict of ['allow', 'deny'])
      expect(await models({ filter: { verdict } })).toEqual(all.filter(each => each.verdict === verdict));
    expect(await models({ filter: { registry: 'none' } })).toEqual([]);
  });

  it.each([undefined, 'verdict', 'verdict desc', 'sizeBytes desc', 'Publisher'])(
    'pages together are the whole, in the order %s',
    async sort => {
      await assign('registry', onlyRegistry('azureml'));
      const order = sort === undefined ? {} : { sort };
      const all = await models(order);
      const pages: Model[] = [];
      let skiptoken: string | undefined;
      do {
        const { body } = await ask({ top: 25, ...order, ...(skiptoken === undefined ? {} : { skiptoken }) });
        expect(body.counts.models).toBe(all.length);
        pages.push(...body.value);
        skiptoken = body.skiptoken;
      } while (skiptoken !== undefined);
      expect(pages).toEqual(all);
    },
  );

  it('by verdict, what may be deployed comes first, each half by name', async () => {
    await assign('registry', onlyRegistry('azureml'));
    const sorted = await models({ sort: 'verdict' });
    const allowed = sorted.filter(({ verdict }) => verdict === 'allow');
    const denied = sorted.filter(({ verdict }) => verdict === 'deny');
    expect(allowed.length).toBeGreaterThan(0);
    expect(denied.length).toBeGreaterThan(0);
    expect(sorted).toEqual([...allowed, ...denied]);
    for (const half of [allowed, denied]) {
      const names = half.map(({ name }) => name);
      expect(names).toEqual(names.toSorted());
    }
    expect((await models({ sort: 'verdict desc' })).slice(0, denied.length)).toEqual(denied);
  });

  it('a skiptoken of another order is refused', async () => {
    const { skiptoken } = (await ask({ top: 1, sort: 'verdict' })).body;
    expect(skiptoken).toBeTypeOf('string');
    for (const other of [{}, { sort: 'verdict desc' }, { sort: 'name' }])
      expect((await ask({ top: 1, ...other, skiptoken })).status).toBe(400);
  });
});

describe('who may ask', () => {
  it.each([
    ['owner', 200],
    ['policyContributor', 200],
    ['mlEngineer', 200],
    ['anonymous', 401],
  ] as const)('%s: %i', async (who, status) => {
    expect((await ask({}, who)).status).toBe(status);
  });

  it('models of registries that the caller may not read are not there, not even as what is near', async () => {
    const registries = `${world.production}/resourceGroups/rg-models/${ML}/registries`;
    await assign('only-meta', onlyRegistry('azureml-meta'));
    const all = await models();
    const read = 'Microsoft.MachineLearningServices/registries/models/versions/read';
    await replaceRights(world, 'mlEngineer', [
      { scope: workspace, actions: ['Microsoft.MachineLearningServices/workspaces/*'] },
      { scope: `${registries}/azureml`, actions: [read] },
      { scope: `${registries}/azureml-meta/models/Llama-3.3-70B-Instruct`, actions: [read] },
    ]);
    const { body } = await ask({}, 'mlEngineer');
    const isReadable = ({ registry, name }: Model) =>
      registry === 'azureml' || (registry === 'azureml-meta' && name === 'llama-3.3-70b-instruct');
    expect(body.value.map(({ assetId }: Model) => assetId)).toEqual(
      all.filter(isReadable).map(({ assetId }) => assetId),
    );
    const near = new Set(body.value.flatMap(({ nearestAllowed = [] }: Model) => nearestAllowed));
    expect([...near]).toEqual(['azureml://registries/azureml-meta/models/llama-3.3-70b-instruct/versions/4']);
  });

  it('needs to read the workspace and its deployments', async () => {
    const right = 'Microsoft.MachineLearningServices/workspaces';
    const deployments = `${right}/onlineEndpoints/deployments/read`;
    await replaceRights(world, 'mlEngineer', [{ scope: workspace, actions: [`${right}/read`] }]);
    expect((await ask({}, 'mlEngineer')).status).toBe(403);
    await replaceRights(world, 'mlEngineer', [{ scope: workspace, actions: [deployments] }]);
    expect((await ask({}, 'mlEngineer')).status).toBe(403);
    await replaceRights(world, 'mlEngineer', [{ scope: workspace, actions: [deployments, `${right}/read`] }]);
    expect((await ask({}, 'mlEngineer')).body.counts.models).toBe(0);
    expect((await ask({ endpointKind: 'serverless' }, 'mlEngineer')).status).toBe(403);
  });

  it('a workspace that is not there: those who may read there learn it', async () => {
    const none = `${world.production}/resourceGroups/rg-chat/${ML}/workspaces/none`;
    expect((await ask({}, 'owner', none)).status).toBe(404);
    expect((await ask({}, 'mlEngineer', none)).status).toBe(403);
  });
});

describe('bad input', () => {
  it.each([
    [[], undefined],
    [{ endpointKind: 'edge' }, '/endpointKind'],
    [{ top: 0 }, '/top'],
    [{ top: 1.5 }, '/top'],
    [{ skiptoken: 1 }, '/skiptoken'],
    [{ skiptoken: 'x' }, '/skiptoken'],
    [{ sort: '' }, '/sort'],
    [{ sort: 'verdict up' }, '/sort'],
    [{ sort: 'verdicts' }, '/sort'],
    [{ allVersions: 'yes' }, '/allVersions'],
    [{ tags: [] }, '/tags'],
    [{ tags: { cost: 7 } }, '/tags/cost'],
    [{ sku: 'big' }, '/sku'],
    [{ properties: 'x' }, '/properties'],
    [{ properties: { instanceType: 7 } }, '/properties/instanceType'],
    [{ endpointName: 'a/b' }, '/endpointName'],
    [{ filter: 'azureml' }, '/filter'],
    [{ filter: { registry: 7 } }, '/filter/registry'],
    [{ filter: { verdict: 'maybe' } }, '/filter/verdict'],
    [{ filter: { size: 'big' } }, '/filter/size'],
    [{ model: 'x' }, '/model'],
  ])('%j', async (body, target) => {
    const { status, body: answer } = await ask(body);
    expect(status).toBe(400);
    expect(answer.error.target ?? answer.error.details?.[0]?.target).toBe(target);
  });
});
