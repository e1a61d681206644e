import { findWord, toSearchText } from '@sluice/arm/words';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ALLOWED_REGISTRY,
  type Answer,
  assignmentAt,
  onlyRegistry,
  openWorld,
  replaceRights,
  type World,
} from './harness.ts';

const API = '2026-11-01';
const ML = 'providers/Microsoft.MachineLearningServices';
const PATH = '/providers/Sluice.Governance/search';
const DEFINITION =
  '[Preview]: Azure Machine Learning Model Registry Deployments are restricted except for the allowed Registry';

let world: World;
let group: string;
let registries: string;
let assignment: string;
beforeAll(async () => {
  world = await openWorld();
  group = `${world.production}/resourceGroups/rg-chat`;
  registries = `${world.production}/resourceGroups/rg-models/${ML}/registries`;
  assignment = assignmentAt(world.production, 'approved-only');
  const written = await world.as.owner('PUT', assignment, {
    body: onlyRegistry('azureml', {
      displayName: 'Only approved registries',
      description: 'Keeps production to what the board has seen.',
      enforcementMode: 'DoNotEnforce',
    }),
  });
  expect(written.status).toBe(201);
  const exemption = `${group}/providers/Microsoft.Authorization/policyExemptions/pilot`;
  const exempted = await world.as.owner('PUT', exemption, {
    body: {
      properties: {
        policyAssignmentId: assignment,
        exemptionCategory: 'Waiver',
        displayName: 'Pilot of the chat team',
      },
    },
  });
  expect(exempted.status).toBe(201);
});
afterAll(() => world.close());

type Who = keyof World['as'];
type Hit = {
  readonly id: string;
  readonly type: string;
  readonly kind: string;
  readonly name: string;
  readonly displayName: string;
  readonly description?: string;
  readonly scope?: string;
  readonly assetId?: string;
  readonly score: number;
};

function ask(query: string, who: Who = 'owner', more = ''): Promise<Answer> {
  return world.as[who]('GET', `${PATH}?query=${encodeURIComponent(query)}${more}`, { apiVersion: API });
}

async function find(query: string, more = ''): Promise<readonly Hit[]> {
  const { status, body } = await ask(query, 'owner', more);
  expect([status, body.error]).toEqual([200, undefined]);
  return body.value;
}

describe('by words', () => {
  it.each([
    '[Preview] Azure Machine Learning Model Registry Deployments are restricted except for allowed registry',
    DEFINITION,
    DEFINITION.toUpperCase(),
    'azure machine learning model registry deployments restricted except allowed',
    'AZURE-MACHINE-LEARNING model, registry: restr exc allow',
  ])('%.40s… finds the definition of the tutorial first', async text => {
    const [first] = await find(text);
    expect(first).toMatchObject({
      id: ALLOWED_REGISTRY,
      type: 'Microsoft.Authorization/policyDefinitions',
      kind: 'policyDefinition',
      displayName: DEFINITION,
    });
    expect(first?.description).toMatch(/./);
    expect(first?.scope).toBeUndefined();
  });

  it.each<[string, string, (w: World) => string]>([
    ['approved registries', 'policyAssignment', () => assignment],
    [
      'pilot chat team',
      'policyExemption',
      () => `${group}/providers/Microsoft.Authorization/policyExemptions/pilot`,
    ],
    ['rg-chat', 'resourceGroup', () => group],
    ['WS chat', 'workspace', () => `${group}/${ML}/workspaces/ws-chat`],
    ['support_chat', 'endpoint', () => `${group}/${ML}/workspaces/ws-chat/onlineEndpoints/support-chat`],
    [
      'supportchat blue',
      'deployment',
      () => `${group}/${ML}/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/blue`,
    ],
    ['azureml meta', 'registry', () => `${registries}/azureml-meta`],
    ['phi4 azureml', 'model', () => `${registries}/azureml/models/Phi-4`],
  ])('%s: a %s', async (text, kind, id) => {
    const [first] = await find(text, `&types=${kind}`);
    expect([first?.kind, first?.id]).toEqual([kind, id(world)]);
    expect((await find(text, '&top=100')).map(hit => hit.id)).toContain(id(world));
  });

  it('says of a find what it is and where', async () => {
    const [found] = await find('only approved', '&types=PolicyAssignment');
    expect(found).toEqual({
      id: assignment,
      type: 'Microsoft.Authorization/policyAssignments',
      kind: 'policyAssignment',
      name: 'approved-only',
      displayName: 'Only approved registries',
      description: 'Keeps production to what the board has seen.',
      scope: world.production,
      score: expect.any(Number),
    });
    const [model] = await find('phi 4 azureml', '&types=model');
    expect(model).toMatchObject({
      name: 'phi-4',
      displayName: 'Phi-4',
      assetId: 'azureml://registries/azureml/models/phi-4/versions/8',
    });
    const [blue] = await find('support chat blue', '&types=deployment');
    expect(blue).toMatchObject({ name: 'blue', displayName: 'blue', scope: group });
  });

  it('finds scopes of every kind', async () => {
    const subscription = (await world.as.owner('GET', world.production)).body;
    const [found] = await find(subscription.displayName, '&types=subscription');
    expect(found).toMatchObject({ id: world.production, displayName: subscription.displayName });
    const root = (await world.as.owner('GET', world.root)).body;
    const [at] = await find(root.properties.displayName, '&types=managementGroup');
    expect(at?.id).toBe(world.root);
  });

  it('counts each kind, best first, as many as asked for', async () => {
    const { body } = await ask('chat', 'owner', '&top=100');
    const kinds: Record<string, number> = {};
    for (const { kind } of body.value) kinds[kind] = (kinds[kind] ?? 0) + 1;
    expect(body.counts).toEqual(kinds);
    expect(Object.keys(kinds)).toEqual(
      expect.arrayContaining([
        'model',
        'resourceGroup',
        'workspace',
        'endpoint',
        'deployment',
        'policyExemption',
      ]),
    );
    expect(body.countsAreMinimum).toBeUndefined();
    const scores = body.value.map(({ score }: Hit) => score);
    expect(scores).toEqual(scores.toSorted((one: number, other: number) => other - one));
    const few = (await ask('chat', 'owner', '&top=3')).body;
    expect([few.value, few.counts]).toEqual([body.value.slice(0, 3), kinds]);
    const two = (await ask('chat', 'owner', '&types=workspace,%20Registry,')).body;
    expect(two.counts).toEqual({ workspace: kinds['workspace'] });
    expect((await find('chat')).length).toBe(Math.min(20, body.value.length));
  });

  it('finds what has most of the words when nothing has all', async () => {
    const found = await find('support chat endpoint of purple unicorns', '&types=endpoint,workspace');
    expect(found[0]?.name).toBe('support-chat');
    expect(found.every(({ score }) => score < 1)).toBe(true);
    expect(await find('purple unicorns')).toEqual([]);
  });

  it.each(['', ' ', '?!…', '[-]:', '%', "';--"])('%j asks for nothing', async text => {
    expect((await ask(text)).body).toEqual({ value: [], counts: {} });
  });

  it('follows changes', async () => {
    const id = assignmentAt(world.sandbox, 'zebra');
    const put = (displayName: string) =>
      world.as.owner('PUT', id, {
        body: onlyRegistry('azureml', { displayName, enforcementMode: 'DoNotEnforce' }),
      });
    expect(await find('zebracrossing')).toEqual([]);
    await put('Zebra Crossing');
    expect((await find('zebracrossing')).map(hit => hit.id)).toEqual([id]);
    await put('Giraffe');
    expect(await find('crossing')).toEqual([]);
    expect((await find('giraffe zebra')).map(hit => hit.displayName)).toEqual(['Giraffe']);
    await world.as.owner('DELETE', id);
    expect(await find('giraffe')).toEqual([]);
    const workspace = `${group}/${ML}/workspaces/Okapi-1`;
    await world.as.owner('PUT', workspace, {
      body: {
        location: 'westeurope',
        properties: { friendlyName: 'The okapi’s', description: 'x'.repeat(900) },
      },
    });
    expect(await find('OKAPI')).toMatchObject([
      { id: workspace, displayName: 'The okapi’s', description: `${'x'.repeat(199)}…` },
    ]);
    await world.as.owner('DELETE', workspace);
    expect(await find('okapi')).toEqual([]);
  });
});

it('storage finds names by the rule that everything else is found by', async () => {
  const names = [
    'a',
    'A-b',
    'ab',
    'Phi-4',
    'phi4',
    'phi-4-mini',
    'x_1.2',
    'support--chat',
    '-c-',
    'été-ß',
    '10',
  ];
  const words = [
    'a',
    'b',
    'ab',
    'phi',
    'phi4',
    'phi4m',
    '4',
    'mini',
    'x1',
    'x12',
    '12',
    '2',
    'chat',
    'supportc',
    'c',
    'é',
    'été',
    'étéß',
    'ß',
    '1',
    '0',
  ];
  const at = `${world.sandbox}/resourceGroups/words/${ML}/registries`;
  const type = 'Microsoft.MachineLearningServices/registries';
  const { resources } = world.storage;
  const [some] = (await resources.list({ under: '', types: [type.toLowerCase()], top: 1 })).items;
  if (some === undefined) throw new Error('there is no registry');
  const written = names.map(name => ({
    ...some,
    id: `${at}/${name}`,
    key: `${at}/${name}`.toLowerCase(),
    name,
  }));
  const write = async (kind: 'put' | 'delete') => {
    const nothing = { expect: [], changes: [], states: [], events: [], entries: [], decisions: [], jobs: [] };
    const result = await world.storage.commit({
      ...nothing,
      revision: await world.storage.changes.revision(),
      resources: written.map(resource => (kind === 'put' ? { kind, resource } : { kind, key: resource.key })),
    });
    expect(result.outcome).toBe('committed');
  };
  await write('put');
  for (const word of words) {
    const { found } = await resources.search({
      words: [word],
      mode: 'all',
      types: [type.toLowerCase()],
      under: [at.toLowerCase()],
    });
    const expected = names.filter(name => findWord(word, toSearchText(name)) !== undefined);
    expect([word, found.map(({ id }) => id.split('/').at(-1)).toSorted()]).toEqual([
      word,
      expected.toSorted(),
    ]);
  }
  await write('delete');
});

describe('by an id', () => {
  const ids = async (text: string, more = '') => (await find(text, more)).map(({ id }) => id);

  it.each<[string, (w: World) => string, (w: World) => readonly string[]]>([
    ['a GUID', () => (ALLOWED_REGISTRY.split('/').at(-1) ?? '').toUpperCase(), () => [ALLOWED_REGISTRY]],
    ['the GUID of a subscription', w => w.demo.subscriptionIds.production ?? '', w => [w.production]],
    ['the GUID of nothing', () => '00000000-0000-4000-8000-000000000000', () => []],
    ['a scope', w => w.production.toUpperCase(), w => [w.production]],
    ['a group', () => `${group}/`, () => [group]],
    ['a management group', w => w.root, w => [w.root]],
    ['an assignment', () => assignment.toLowerCase(), () => [assignment]],
    ['a version of a definition', () => `${ALLOWED_REGISTRY}/versions/1.0.0`, () => [ALLOWED_REGISTRY]],
    ['a workspace', () => `${group}/${ML}/workspaces/WS-CHAT`, () => [`${group}/${ML}/workspaces/ws-chat`]],
    ['a resource that is not there', () => `${group}/${ML}/workspaces/none`, () => []],
    ['a resource of no kind', () => '/providers/Sluice.Governance/settings/default', () => []],
    [
      'an asset id',
      () => 'AzureML://Registries/azureml/models/PHI-4/versions/8',
      () => [`${registries}/azureml/models/Phi-4`],
    ],
    [
      'an asset id without a version',
      () => 'azureml://registries/azureml/models/phi-4',
      () => [`${registries}/azureml/models/Phi-4`],
    ],
    [
      'the newest by its label',
      () => 'azureml://registries/azureml/models/phi-4/labels/latest',
      () => [`${registries}/azureml/models/Phi-4`],
    ],
    ['a model', () => `${registries}/azureml/models/phi-4`, () => [`${registries}/azureml/models/Phi-4`]],
    ['an asset id of nothing', () => 'azureml://registries/azureml/models/none/versions/8', () => []],
  ])('%s', async (_, text, expected) => {
    expect(await ids(text(world))).toEqual(expected(world));
  });

  it('an older version is found as itself', async () => {
    const at = `${registries}/azureml/models/Phi-3-mini-4k-instruct`;
    for (const text of [
      `${at}/versions/12`,
      'azureml://registries/azureml/models/Phi-3-mini-4k-instruct/versions/12',
    ])
      expect(await find(text)).toMatchObject([
        { id: at, assetId: expect.stringMatching(/versions\/12$/), score: 1 },
      ]);
  });

  it('of another kind than asked for is not found', async () => {
    expect(await ids(group, '&types=workspace')).toEqual([]);
    expect(await ids(`${registries}/azureml`, '&types=model')).toEqual([]);
    expect(await ids('azureml://registries/azureml/models/phi-4', '&types=registry')).toEqual([]);
  });
});

describe('who may read what', () => {
  const TEXTS = ['chat', 'azure', 'phi', 'production', 'approved', 'blue', 'support chat xyz'];

  it('needs a token, and no role', async () => {
    expect((await ask('chat', 'anonymous')).status).toBe(401);
    await replaceRights(world, 'mlEngineer', []);
    for (const text of [...TEXTS, group, ALLOWED_REGISTRY, 'azureml://registries/azureml/models/phi-4'])
      expect((await ask(text, 'mlEngineer')).body).toEqual({ value: [], counts: {} });
  });

  it('a reader of one group finds what is in it, the way there, and what is the same for everybody', async () => {
    await replaceRights(world, 'mlEngineer', [{ scope: group, actions: ['*/read'] }]);
    for (const text of TEXTS) {
      const { body } = await ask(text, 'mlEngineer', '&top=100');
      const all: readonly Hit[] = (await ask(text, 'owner', '&top=100')).body.value;
      const isSeen = ({ id }: Hit) =>
        id.toLowerCase().startsWith(group.toLowerCase()) ||
        id === world.production ||
        /^\/providers\/Microsoft\.Authorization\/policy(Set)?Definitions\//.test(id);
      if (text !== 'support chat xyz' && all.length < 100)
        expect(body.value.map(({ id }: Hit) => id)).toEqual(all.filter(isSeen).map(({ id }) => id));
      expect(body.value.filter((hit: Hit) => !isSeen(hit))).toEqual([]);
      const counted = Object.values<number>(body.counts).reduce((sum, n) => sum + n, 0);
      expect(counted).toBe(body.value.length);
    }
    for (const hidden of [
      assignment,
      `${registries}/azureml`,
      'azureml://registries/azureml/models/phi-4',
      world.root,
    ])
      expect((await ask(hidden, 'mlEngineer')).body.value).toEqual([]);
    expect((await ask(group, 'mlEngineer')).body.value).toMatchObject([{ id: group }]);
  });

  it('each kind is read by its own action', async () => {
    const type = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
    await replaceRights(world, 'mlEngineer', [{ scope: world.production, actions: [`${type}/read`] }]);
    const { body } = await ask('chat', 'mlEngineer', '&top=100');
    expect(Object.keys(body.counts)).toEqual(['endpoint']);
    expect(body.value.length).toBeGreaterThan(0);
  });
});

describe('bad input', () => {
  const send = (query: string) => world.as.owner('GET', `${PATH}?${query}`, { apiVersion: API });
  const book = Array.from({ length: 1000 }, (_, index) => `w${index}`).join('+');
  it.each([
    ['', 'query'],
    ['text=chat', 'text'],
    ['query=a&$top=3', '$top'],
    ['query=a&top=0', 'top'],
    ['query=a&top=', 'top'],
    ['query=a&top=1.5', 'top'],
    ['query=a&top=-1', 'top'],
    ['query=a&types=colour', 'types'],
    ['query=a&types=model,Colour', 'types'],
    [`query=${book}`, 'query'],
    [`query=${book.slice(0, 3_000)}`, 'query'],
    ['query=%00', undefined],
    ['query=a%00b', undefined],
    ['query=%ff', undefined],
  ])('%.40s', async (query, target) => {
    const { status, body } = await send(query);
    expect([status, body.error?.target]).toEqual([400, target]);
  });

  it('a long text of few words, and more than there may be on a page', async () => {
    expect((await send(`query=${'chat+'.repeat(500)}&top=5000`)).status).toBe(200);
  });

  it('another verb, another scope', async () => {
    const posted = await world.as.owner('POST', PATH, { body: {} });
    expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET']);
    expect((await world.as.owner('GET', `${world.production}${PATH}?query=a`)).status).toBe(404);
  });
});
