// What is out of somebody's reach: in no list, in no answer, and in no refusal. Everything out of reach here has 'ultraviolet' in its name.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  replaceRights,
  type Send,
  type World,
} from './harness.ts';
import { ROWS } from './rbac-rows.ts';

const MARK = 'ultraviolet';
const ML = 'providers/Microsoft.MachineLearningServices';
const AUTHORIZATION = 'providers/Microsoft.Authorization';
const INSIGHTS = 'providers/Microsoft.PolicyInsights';
const GOVERNANCE = 'providers/Sluice.Governance';
const READER = `/${AUTHORIZATION}/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;
const EVERYTHING = ['*/read', `Microsoft.PolicyInsights/*/action`];

let world: World;
let owner: Send;
/** Reads everything in the group of the chat, and nothing else. */
let reader: Send;
let chat: string;
let hidden: string;
let deniedId: string;

beforeAll(async () => {
  world = await openWorld();
  owner = world.as.owner;
  reader = world.as.mlEngineer;
  chat = `${world.production}/resourceGroups/rg-chat`;
  hidden = `${world.production}/resourceGroups/rg-${MARK}`;
  await fill();
  await replaceRights(world, 'mlEngineer', [{ scope: chat, actions: EVERYTHING }]);
});
afterAll(() => world.close());

async function put(path: string, body: object, apiVersion = '2024-10-01'): Promise<Answer> {
  const answer = await owner('PUT', path, { body, apiVersion });
  expect([path, answer.status, answer.body]).toEqual([path, expect.any(Number), answer.body]);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer;
}

/** One of each kind out of reach. */
async function fill(): Promise<void> {
  const location = { location: 'westeurope' };
  await put(hidden, location);
  const registry = `${hidden}/${ML}/registries/reg-${MARK}`;
  await put(registry, { ...location, properties: { regionDetails: [{ location: 'westeurope' }] } });
  await put(`${registry}/models/model-${MARK}/versions/1`, {
    properties: { modelUri: 'https://example.org/model', modelType: 'custom_model' },
  });
  const workspace = `${hidden}/${ML}/workspaces/ws-${MARK}`;
  await put(workspace, { ...location, properties: {} });
  const endpoint = `${workspace}/onlineEndpoints/ep-${MARK}`;
  await put(endpoint, { ...location, properties: { authMode: 'Key' } });
  const model = `azureml://registries/reg-${MARK}/models/model-${MARK}/versions/1`;
  await put(`${endpoint}/deployments/${MARK}`, deploymentOf(model));
  const assignment = assignmentAt(hidden, `only-${MARK}`);
  await put(assignment, onlyRegistry(`reg-${MARK}`, { displayName: `Only ${MARK}` }));
  await put(`${endpoint}/deployments/${MARK}/${AUTHORIZATION}/policyExemptions/${MARK}`, {
    properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver' },
  });
  await put(`${hidden}/${AUTHORIZATION}/roleDefinitions/${randomUUID()}`, {
    properties: {
      roleName: `Role ${MARK}`,
      permissions: [{ actions: ['*/read'] }],
      assignableScopes: [hidden],
    },
  });
  await put(`${world.sandbox}/${AUTHORIZATION}/policyDefinitions/def-${MARK}`, {
    properties: {
      displayName: `Definition ${MARK}`,
      policyRule: { if: { field: 'name', equals: MARK }, then: { effect: 'audit' } },
    },
  });
  await put(`/providers/Microsoft.Management/managementGroups/mg-${MARK}`, {
    properties: { displayName: `Group ${MARK}` },
  });
  const { clientId } = world.demo.principals.owner;
  const { body } = await owner(
    'GET',
    `/${GOVERNANCE}/principals?$filter=clientId eq '${clientId}'`.replaceAll(' ', '%20'),
  );
  await put(`${hidden}/${AUTHORIZATION}/roleAssignments/${randomUUID()}`, {
    properties: { roleDefinitionId: READER, principalId: body.value[0].name },
  });
  const refused = await owner('PUT', `${endpoint}/deployments/refused-${MARK}`, {
    body: deploymentOf(LLAMA),
  });
  expect(refused.status).toBe(403);
  deniedId = `/${GOVERNANCE}/decisions/${refused.headers['x-sluice-decision-id']}`;
}

function tells({ body }: Answer): boolean {
  return (JSON.stringify(body) ?? '').toLowerCase().includes(MARK);
}

type Asked = readonly [what: string, verb: string, path: (w: World) => string, body?: object];

const SINCE = `$filter=${encodeURIComponent("eventTimestamp ge '2020-01-01'")}`;

/** Lists above the reader's group, in which the owner finds what the reader must not. */
const LISTS: readonly Asked[] = [
  ['resource groups', 'GET', w => `${w.production}/resourceGroups`],
  ['resources', 'GET', w => `${w.production}/resources`],
  ['workspaces', 'GET', w => `${w.production}/${ML}/workspaces`],
  ['assignments', 'GET', w => `${w.production}/${AUTHORIZATION}/policyAssignments`],
  ['exemptions', 'GET', w => `${w.production}/${AUTHORIZATION}/policyExemptions`],
  ['role assignments', 'GET', w => `${w.production}/${AUTHORIZATION}/roleAssignments`],
  ['states', 'POST', w => `${w.production}/${INSIGHTS}/policyStates/latest/queryResults`],
  ['component states', 'POST', w => `${w.production}/${INSIGHTS}/componentPolicyStates/latest/queryResults`],
  ['events', 'POST', w => `${w.production}/${INSIGHTS}/policyEvents/default/queryResults`],
  ['a summary', 'POST', w => `${w.production}/${INSIGHTS}/policyStates/latest/summarize`],
  [
    'the activity log',
    'GET',
    w => `${w.production}/providers/Microsoft.Insights/eventtypes/management/values?${SINCE}`,
  ],
  ['the log of the tenant', 'GET', () => '/providers/Microsoft.Insights/eventtypes/management/values'],
  ['decisions', 'GET', w => `${w.production}/${GOVERNANCE}/decisions`],
  ['decisions of the tenant', 'GET', () => `/${GOVERNANCE}/decisions`],
  ['a search', 'GET', () => `/${GOVERNANCE}/search?query=${MARK}`],
  ['the catalog', 'POST', () => `/${GOVERNANCE}/catalog`, { top: 1000 }],
  ['what runs models', 'GET', () => `/${GOVERNANCE}/modelDeployments`],
  ['exported states', 'GET', w => `${w.production}/${GOVERNANCE}/exports/policyStates`],
  ['exported events', 'GET', w => `${w.production}/${GOVERNANCE}/exports/policyEvents`],
  ['the exported log', 'GET', w => `${w.production}/${GOVERNANCE}/exports/activityLog`],
  ['roles of the tenant', 'GET', () => `/${AUTHORIZATION}/roleDefinitions`],
  ['management groups', 'GET', () => '/providers/Microsoft.Management/managementGroups'],
  ['entities', 'POST', () => '/providers/Microsoft.Management/getEntities'],
];

describe('lists leave out what is out of reach', () => {
  for (const [what, verb, path, body] of LISTS)
    it(what, async () => {
      const options = body === undefined ? {} : { body };
      // A search tells what was searched for in neither case.
      const all = await owner(verb, path(world), options);
      expect([what, all.status, tells(all)]).toEqual([what, 200, true]);
      const own = await reader(verb, path(world), options);
      expect([200, 403]).toContain(own.status);
      expect(tells(own), JSON.stringify(own.body)).toBe(false);
    });

  it('so does everything else that can be read, wherever it is asked', async () => {
    for (const row of ROWS) {
      if (row.verb !== 'GET' && !/queryResults$|summarize$/.test(row.name)) continue;
      const path = row.path(world);
      const places = [path, path.replace(chat, world.production), path.replace(chat, world.sandbox)];
      for (const place of new Set([...places, path.replace(chat, ''), path.replace(world.production, '')])) {
        const answer = await reader(row.verb, place, row.body === undefined ? {} : { body: row.body });
        expect.soft(answer.status, place).toBeLessThan(500);
        expect.soft(tells(answer), place).toBe(false);
      }
    }
  });
});

describe('a refusal is the same whether there is something or not', () => {
  it.each([
    ['a group', (name: string) => `${world.production}/resourceGroups/rg-${name}`],
    [
      'a workspace',
      (name: string) => `${world.production}/resourceGroups/rg-${MARK}/${ML}/workspaces/ws-${name}`,
    ],
    ['an assignment', (name: string) => assignmentAt(hidden, `only-${name}`)],
    ['a definition', (name: string) => `${world.sandbox}/${AUTHORIZATION}/policyDefinitions/def-${name}`],
    ['a management group', (name: string) => `/providers/Microsoft.Management/managementGroups/mg-${name}`],
    ['a list', (name: string) => `${world.production}/resourceGroups/rg-${name}/resources`],
    ['a registry', (name: string) => `/registrymanagement/v1.0/registries/reg-${name}/discovery`],
  ])('%s', async (_, path) => {
    const there = await reader('GET', path(MARK));
    const absent = await reader('GET', path('nothing'));
    expect(there.status).toBe(absent.status);
    expect([403, 404]).toContain(there.status);
    expect(there.body.error.code).toBe(absent.body.error.code);
    const asked = [there, absent].map(({ body }) => body.error.message.replaceAll(MARK, 'nothing'));
    expect(asked[0]).toBe(asked[1]);
    for (const verb of ['HEAD', 'PUT', 'PATCH', 'DELETE']) {
      const one = await reader(verb, path(MARK), verb === 'HEAD' ? {} : { body: {} });
      const other = await reader(verb, path('nothing'), verb === 'HEAD' ? {} : { body: {} });
      expect([verb, one.status]).toEqual([verb, other.status]);
      expect([403, 404, 405]).toContain(one.status);
      if (verb === 'HEAD') expect(one.body).toBeUndefined();
    }
  });

  it('a decision', async () => {
    expect((await owner('GET', deniedId)).status).toBe(200);
    const { status, body } = await reader('GET', deniedId);
    const absent = await reader('GET', `/${GOVERNANCE}/decisions/${randomUUID()}`);
    expect([status, body.error.code]).toEqual([absent.status, absent.body.error.code]);
  });
});

describe('a denial names policies that its reader may not read by their ids and names alone', () => {
  const NAME = 'plan-17';
  const ACTIONS = [
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/*',
    'Microsoft.MachineLearningServices/workspaces/read',
    'Microsoft.MachineLearningServices/registries/models/versions/read',
    'Microsoft.Resources/deployments/*',
  ];
  const body = deploymentOf(LLAMA);
  const deploy = (send: Send) => send('PUT', chatDeployment(world, 'denied'), { body });

  beforeAll(async () => {
    const definition = `${world.production}/${AUTHORIZATION}/policyDefinitions/def-17`;
    await put(definition, {
      properties: {
        displayName: `Definition ${MARK}`,
        mode: 'All',
        parameters: { codeName: { type: 'String' } },
        policyRule: {
          if: {
            allOf: [
              {
                field: 'type',
                equals: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
              },
              { field: 'name', notEquals: "[parameters('codeName')]" },
              { field: 'name', equals: 'denied' },
            ],
          },
          then: { effect: 'deny' },
        },
      },
    });
    await put(assignmentAt(world.production, NAME), {
      properties: {
        policyDefinitionId: definition,
        displayName: `Plan ${MARK}`,
        parameters: { codeName: { value: 'secret-plan' } },
      },
    });
    await replaceRights(world, 'mlEngineer', [
      { scope: chat, actions: ACTIONS },
      { scope: `${world.production}/resourceGroups/rg-models`, actions: ACTIONS },
    ]);
  });

  const knows = (answer: Answer) => {
    const text = JSON.stringify(answer.body);
    return [text.includes(NAME), text.toLowerCase().includes(MARK)];
  };

  it('of a write', async () => {
    const denied = await deploy(reader);
    expect([denied.status, denied.body.error.code]).toEqual([403, 'RequestDisallowedByPolicy']);
    expect(knows(denied)).toEqual([true, false]);
    const [{ info }] = denied.body.error.additionalInfo;
    expect(info).toMatchObject({
      policyAssignmentId: assignmentAt(world.production, NAME),
      policyAssignmentName: NAME,
      policyAssignmentParameters: {},
      policyDefinitionName: 'def-17',
    });
    expect(info).not.toHaveProperty('policyAssignmentDisplayName');
    expect(info).not.toHaveProperty('policyDefinitionDisplayName');
  });

  it('of its decision, in the list and in full, and of a rehearsal', async () => {
    const { headers } = await deploy(reader);
    const paths: readonly [string, string, object?][] = [
      ['GET', `/${GOVERNANCE}/decisions/${headers['x-sluice-decision-id']}`],
      ['GET', `/${GOVERNANCE}/decisions/${headers['x-sluice-decision-id']}?recompute=current`],
      ['GET', `${chat}/${GOVERNANCE}/decisions`],
      ['POST', `${chatDeployment(world, 'denied')}/${GOVERNANCE}/rehearse`, body],
    ];
    for (const [verb, path, content] of paths) {
      const answer = await reader(verb, path, content === undefined ? {} : { body: content });
      expect([path, answer.status, ...knows(answer)]).toEqual([path, 200, true, false]);
    }
  });

  it('of the models that may be deployed, and of a template', async () => {
    const models = await reader('POST', `${chat}/${ML}/workspaces/ws-chat/deployableModels`, {
      body: { deploymentName: 'denied', endpointName: 'support-chat' },
    });
    expect([models.status, ...knows(models)]).toEqual([200, true, false]);
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [
        {
          type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
          apiVersion: '2024-10-01',
          name: 'ws-chat/support-chat/denied',
          ...body,
        },
      ],
    };
    const validated = await reader('POST', `${chat}/providers/Microsoft.Resources/deployments/d/validate`, {
      body: { properties: { mode: 'Incremental', template } },
    });
    expect([validated.status, ...knows(validated)]).toEqual([400, true, false]);
  });

  it('who may read policies there reads all of it, and so does the log', async () => {
    expect(knows(await deploy(owner))).toEqual([true, true]);
    await replaceRights(world, 'mlEngineer', [
      { scope: chat, actions: [...ACTIONS, 'Microsoft.Authorization/*/read'] },
    ]);
    const denied = await deploy(reader);
    expect(knows(denied)).toEqual([true, true]);
    expect(denied.body.error.additionalInfo[0].info.policyAssignmentParameters).toEqual({
      codeName: 'secret-plan',
    });
  });
});
