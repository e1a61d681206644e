import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  chatDeployment,
  deploymentOf,
  openWorld,
  PHI4,
  replaceRights,
  type World,
} from './harness.ts';

const API = '2026-11-01';
const ML = 'providers/Microsoft.MachineLearningServices';
const PATH = '/providers/Sluice.Governance/catalog';

const BOOK = Array.from({ length: 1000 }, (_, index) => `w${index}`).join(' ');

let world: World;
let registries: string;
beforeAll(async () => {
  world = await openWorld();
  registries = `${world.production}/resourceGroups/rg-models/${ML}/registries`;
});
afterAll(() => world.close());

type Who = keyof World['as'];
type Model = {
  readonly id: string;
  readonly assetId: string;
  readonly registry: string;
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  readonly versions: number;
  readonly deployments: number;
  readonly publisher?: string;
  readonly task?: string;
  readonly licence?: string;
  readonly sizeBytes?: number;
  readonly description?: string;
};
type Facet = readonly { readonly value: string; readonly count: number }[];

function ask(body?: unknown, who: Who = 'owner', query = ''): Promise<Answer> {
  return world.as[who]('POST', `${PATH}${query}`, { apiVersion: API, body });
}

async function models(body?: object): Promise<readonly Model[]> {
  const answer = await ask({ top: 1000, ...body });
  expect([answer.status, answer.body.error]).toEqual([200, undefined]);
  return answer.body.value;
}

async function modelNamed(name: string): Promise<Model> {
  const [model] = await models({ filter: { name } });
  if (model === undefined) throw new Error(`there is no ${name}`);
  return model;
}

describe('the catalog', () => {
  it('has every model once, in its newest version, as its registry spells it', async () => {
    const all = await models();
    const { body } = await ask();
    expect(body.total).toBe(all.length);
    expect(body.value).toEqual(all.slice(0, 100));
    const names = all.map(({ registry, name }) => `${registry}/${name}`);
    expect(new Set(names).size).toBe(names.length);
    const [phi] = await models({ filter: { registry: 'azureml', name: 'phi-3-mini-4k' } });
    expect(phi).toEqual({
      id: `${registries}/azureml/models/Phi-3-mini-4k-instruct`,
      assetId: 'azureml://registries/azureml/models/phi-3-mini-4k-instruct/versions/13',
      registry: 'azureml',
      name: 'phi-3-mini-4k-instruct',
      displayName: 'Phi-3-mini-4k-instruct',
      version: '13',
      versions: 2,
      deployments: expect.any(Number),
      publisher: 'Microsoft',
      licence: 'MIT',
      task: 'chat-completion',
      format: 'custom_model',
      sizeBytes: 7640000000,
      description: 'Phi-3-mini-4k-instruct version 13',
    });
    expect((await world.as.owner('GET', phi?.id ?? '')).body.properties.latestVersion).toBe('13');
  });

  it('tells the description of the model where its version has none', async () => {
    const id = `${registries}/approved-models/models/Described`;
    const put = (path: string, properties: object) => world.as.owner('PUT', path, { body: { properties } });
    const words = 'long '.repeat(100);
    expect((await put(id, { description: `  Of the model,\n ${words}` })).status).toBe(201);
    expect((await put(`${id}/versions/1`, { description: ' ' })).status).toBe(201);
    const { description = '', displayName } = await modelNamed('described');
    expect(displayName).toBe('Described');
    expect(description).toMatch(/^Of the model, (long )+long…$/);
    expect(description.length).toBeLessThanOrEqual(300);
    await world.as.owner('DELETE', id);
  });

  it('says how many deployments run a model, of any version and by any spelling', async () => {
    const { deployments: before, versions } = await modelNamed('phi-4-mini-instruct');
    expect(versions).toBeGreaterThan(0);
    const asset = (version: string) => `AzureML://registries/AZUREML/models/Phi-4-mini-instruct/${version}`;
    const made = [
      [chatDeployment(world, 'counted-1'), deploymentOf(asset('versions/1'))],
      [chatDeployment(world, 'counted-2'), deploymentOf(asset('labels/latest'))],
      [
        `${world.production}/resourceGroups/rg-chat/${ML}/workspaces/ws-chat/serverlessEndpoints/counted`,
        { location: 'westeurope', properties: { modelSettings: { modelId: asset('') } } },
      ],
      [chatDeployment(world, 'counted-4'), deploymentOf(asset('versions/99'))],
    ] as const;
    for (const [path, body] of made) {
      const answer = await world.as.owner('PUT', path, { body });
      expect([answer.body.error, answer.status < 300]).toEqual([undefined, true]);
    }
    expect((await modelNamed('phi-4-mini-instruct')).deployments).toBe(before + made.length);
    const other = await world.as.owner('PUT', made[0][0], { body: deploymentOf(PHI4) });
    expect(other.status).toBeLessThan(300);
    expect((await modelNamed('phi-4-mini-instruct')).deployments).toBe(before + made.length - 1);
    for (const [path] of made) await world.as.owner('DELETE', path);
    expect((await modelNamed('phi-4-mini-instruct')).deployments).toBe(before);
  });

  it('counts what an account deploys by format, name and version', async () => {
    const account = `${world.production}/resourceGroups/rg-chat/providers/Microsoft.CognitiveServices/accounts/counting`;
    const model = `${registries}/approved-models/models/gpt-counted/versions/7`;
    const properties = { model: { format: 'OpenAI', name: 'gpt-counted', version: '7' } };
    const made = [
      [model, { properties: { modelType: 'OpenAI', modelUri: 'https://example.com' } }],
      [account, { location: 'westeurope', kind: 'OpenAI', sku: { name: 'S0' }, properties: {} }],
      [`${account}/deployments/d1`, { properties }],
    ] as const;
    for (const [path, body] of made) {
      const answer = await world.as.owner('PUT', path, { body });
      expect([answer.body.error, answer.status]).toEqual([undefined, 201]);
    }
    expect((await modelNamed('gpt-counted')).deployments).toBe(1);
    for (const [path] of made.toReversed()) await world.as.owner('DELETE', path);
  });
});

describe('filters', () => {
  it('narrow the list, without regard to case', async () => {
    const all = await models();
    const fold = (text = '') => text.toLowerCase();
    expect(await models({ filter: {} })).toEqual(all);
    expect(await models({ filter: { registry: 'HUGGINGFACE' } })).toEqual(
      all.filter(({ registry }) => registry === 'huggingface'),
    );
    expect(await models({ filter: { licence: ['mit', 'APACHE-2.0'], task: 'Chat-Completion' } })).toEqual(
      all.filter(
        ({ licence, task }) =>
          ['mit', 'apache-2.0'].includes(fold(licence)) && fold(task) === 'chat-completion',
      ),
    );
    const [low, high] = [5_000_000_000, 20_000_000_000];
    const sized = await models({ filter: { minSizeBytes: low, maxSizeBytes: high } });
    expect(sized.length).toBeGreaterThan(0);
    expect(sized).toEqual(all.filter(({ sizeBytes = -1 }) => sizeBytes >= low && sizeBytes <= high));
    expect(await models({ filter: { registry: [] } })).toEqual([]);
    expect(await models({ filter: { minSizeBytes: 2, maxSizeBytes: 1 } })).toEqual([]);
  });

  it.each([
    ['meta LLAMA', 'llama'],
    ['phi4 mini', 'phi-4-mini'],
    ['micro, phi (chat)', 'phi'],
  ])('by the words %j', async (text, part) => {
    const found = await models({ filter: { text } });
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ name }) => !name.includes(part))).toEqual([]);
  });

  it.each(['', ' ', '?! …'])('the text %j asks for nothing', async text => {
    expect((await models({ filter: { text } })).length).toBe((await models()).length);
  });

  it('facets say what another choice of the same fact would give', async () => {
    const all = await models();
    const { facets } = (await ask({ filter: { registry: 'azureml', task: 'chat-completion' } })).body;
    const count = (facet: Facet) => Object.fromEntries(facet.map(({ value, count: n }) => [value, n]));
    const tally = (list: readonly Model[], of: (model: Model) => string | undefined) => {
      const counts: Record<string, number> = {};
      for (const value of list.map(of)) if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1;
      return counts;
    };
    const chat = all.filter(({ task }) => task === 'chat-completion');
    const own = all.filter(({ registry }) => registry === 'azureml');
    const both = chat.filter(({ registry }) => registry === 'azureml');
    expect(count(facets.registry)).toEqual(tally(chat, ({ registry }) => registry));
    expect(count(facets.task)).toEqual(tally(own, ({ task }) => task));
    expect(count(facets.publisher)).toEqual(tally(both, ({ publisher }) => publisher));
    expect(count(facets.licence)).toEqual(tally(both, ({ licence }) => licence));
    expect(Object.keys(count(facets.registry)).length).toBeGreaterThan(2);
    const counts = facets.task.map(({ count: n }: Facet[number]) => n);
    expect(counts).toEqual(counts.toSorted((one: number, other: number) => other - one));
  });
});

describe('order and pages', () => {
  it.each([
    undefined,
    'name',
    'Name DESC',
    'registry',
    'publisher asc',
    'task desc',
    'licence',
    'sizeBytes',
    'sizebytes desc',
    'versions desc',
    'deployments desc',
  ])('%s: pages together are the whole', async sort => {
    const order = sort === undefined ? {} : { sort };
    const all = await models(order);
    const pages: Model[] = [];
    let skiptoken: string | undefined;
    do {
      const { body } = await ask({ top: 17, ...order, ...(skiptoken === undefined ? {} : { skiptoken }) });
      expect(body.total).toBe(all.length);
      pages.push(...body.value);
      skiptoken = body.skiptoken;
    } while (skiptoken !== undefined);
    expect(pages).toEqual(all);
  });

  it('what is not known of a model puts it last, either way', async () => {
    const id = `${registries}/approved-models/models/aaa-unsized/versions/1`;
    await world.as.owner('PUT', id, { body: { properties: {} } });
    for (const sort of ['sizeBytes', 'sizeBytes desc']) {
      const sizes = (await models({ sort })).map(({ sizeBytes }) => sizeBytes);
      const known = sizes.filter(size => size !== undefined);
      const sign = sort.endsWith('desc') ? -1 : 1;
      expect(known).toEqual(known.toSorted((one, other) => (one - other) * sign));
      expect(sizes.slice(known.length).every(size => size === undefined)).toBe(true);
      expect(known.length).toBeLessThan(sizes.length);
    }
    await world.as.owner('DELETE', id.replace('/versions/1', ''));
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

  it('gets the models that he may read, and the deployments that he may see', async () => {
    const read = 'Microsoft.MachineLearningServices/registries/models/versions/read';
    await replaceRights(world, 'mlEngineer', [{ scope: `${registries}/azureml`, actions: [read] }]);
    const all = (await models()).filter(({ registry }) => registry === 'azureml');
    expect(all.some(({ deployments }) => deployments > 0)).toBe(true);
    const { body } = await ask({ top: 1000 }, 'mlEngineer');
    expect(body.value).toEqual(all.map(model => ({ ...model, deployments: 0 })));
    expect(body.facets.registry).toEqual([{ value: 'azureml', count: all.length }]);

    const group = `${world.production}/resourceGroups/rg-chat`;
    const deployments = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/read';
    await replaceRights(world, 'mlEngineer', [
      { scope: `${registries}/azureml`, actions: [read] },
      { scope: group, actions: [deployments] },
    ]);
    const listed = await world.as.owner('GET', `${world.production}/resources?$top=1000`);
    const seen = listed.body.value.filter(
      ({ id }: Model) =>
        id.toLowerCase().startsWith(`${group.toLowerCase()}/`) &&
        /onlineEndpoints\/[^/]+\/deployments\/[^/]+$/i.test(id),
    );
    let expected = 0;
    for (const { id } of seen) {
      const { body: deployment } = await world.as.owner('GET', id);
      if (/^azureml:\/\/registries\/azureml\//i.test(deployment.properties.model)) expected++;
    }
    const told: readonly Model[] = (await ask({ top: 1000 }, 'mlEngineer')).body.value;
    expect(expected).toBeGreaterThan(0);
    expect(told.reduce((sum, { deployments: n }) => sum + n, 0)).toBe(expected);
  });

  it('does not get the description of a model whose versions alone he may read', async () => {
    const id = `${registries}/approved-models/models/Guarded`;
    await world.as.owner('PUT', id, { body: { properties: { description: 'not for everybody' } } });
    await world.as.owner('PUT', `${id}/versions/1`, { body: { properties: {} } });
    const versions = 'Microsoft.MachineLearningServices/registries/models/versions/read';
    await replaceRights(world, 'mlEngineer', [{ scope: id, actions: [versions] }]);
    const { value } = (await ask({}, 'mlEngineer')).body;
    expect(value).toMatchObject([{ displayName: 'Guarded' }]);
    expect(value[0].description).toBeUndefined();
    expect((await modelNamed('guarded')).description).toBe('not for everybody');
    await world.as.owner('DELETE', id);
  });

  it('gets nothing where he may read nothing', async () => {
    await replaceRights(world, 'mlEngineer', []);
    expect((await ask({}, 'mlEngineer')).body).toEqual({
      total: 0,
      facets: { registry: [], publisher: [], task: [], licence: [] },
      value: [],
    });
  });
});

describe('bad input', () => {
  it.each([
    [[], undefined],
    [{ top: 0 }, '/top'],
    [{ top: '5' }, '/top'],
    [{ top: 1.5 }, '/top'],
    [{ sort: 7 }, '/sort'],
    [{ sort: '' }, '/sort'],
    [{ sort: 'colour' }, '/sort'],
    [{ sort: 'name up' }, '/sort'],
    [{ sort: 'name asc desc' }, '/sort'],
    [{ skiptoken: 1 }, '/skiptoken'],
    [{ skiptoken: 'x' }, '/skiptoken'],
    [{ skiptoken: Buffer.from('["name",false,[{},1,2]]').toString('base64url') }, '/skiptoken'],
    [{ filter: [] }, '/filter'],
    [{ filter: null }, '/filter'],
    [{ filter: { registry: 7 } }, '/filter/registry'],
    [{ filter: { registry: ['a', null] } }, '/filter/registry'],
    [{ filter: { minSizeBytes: -1 } }, '/filter/minSizeBytes'],
    [{ filter: { maxSizeBytes: '1' } }, '/filter/maxSizeBytes'],
    [{ filter: { text: ['a'] } }, '/filter/text'],
    [{ filter: { text: '\u0000' } }, undefined],
    [{ filter: { text: BOOK } }, '/filter/text'],
    [{ filter: { verdict: 'allow' } }, '/filter/verdict'],
    [{ filter: { size: 'big' } }, '/filter/size'],
    [{ page: 2 }, '/page'],
  ])('%.60j', async (body, target) => {
    const { status, body: answer } = await ask(body);
    expect([status, answer.error?.target]).toEqual([400, target]);
  });

  it('a skiptoken of another order', async () => {
    const { skiptoken } = (await ask({ top: 1 })).body;
    expect((await ask({ top: 1, sort: 'registry', skiptoken })).status).toBe(400);
  });

  it('an unknown parameter, another verb, another scope', async () => {
    const unknown = await ask({}, 'owner', '?filter=x');
    expect([unknown.status, unknown.body.error.target]).toEqual([400, 'filter']);
    const got = await world.as.owner('GET', PATH);
    expect([got.status, got.headers['allow']]).toEqual([405, 'POST']);
    expect((await world.as.owner('POST', `${world.production}${PATH}`, { body: {} })).status).toBe(404);
  });
});

describe('the list of deployable models', () => {
  it('tells the same of each model, and facets', async () => {
    const at = `${world.production}/resourceGroups/rg-chat/${ML}/workspaces/ws-chat`;
    const said = await world.as.owner('POST', `${at}/deployableModels`, { apiVersion: API, body: {} });
    const byId = new Map((await models()).map(model => [model.assetId, model]));
    expect(said.body.value.length).toBe(byId.size);
    for (const { verdict, ...model } of said.body.value) {
      expect(model).toEqual(byId.get(model.assetId));
      expect(verdict).toBe('allow');
    }
    const { facets } = (await ask()).body;
    expect(said.body.facets).toEqual({ ...facets, verdict: [{ value: 'allow', count: byId.size }] });
    const versions = await world.as.owner('POST', `${at}/deployableModels`, {
      apiVersion: API,
      body: { allVersions: true, filter: { text: 'phi', maxSizeBytes: 9_000_000_000, verdict: 'deny' } },
    });
    expect(versions.body).toMatchObject({ value: [], counts: { models: 0 } });
    expect(versions.body.facets.registry).toEqual([]);
    expect(versions.body.facets.verdict).toMatchObject([{ value: 'allow' }]);
  });
});
