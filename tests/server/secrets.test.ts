import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, assignmentAt, deploymentOf, openWorld, PHI4, type World } from './harness.ts';

// Environment variables of a deployment are secrets. Policies may judge by them; nothing that is kept or shown may hold them.

const SECRET = 'Hunter2-swordfish';
const TRACES = [SECRET, SECRET.toUpperCase(), btoa(SECRET), btoa(`t:${SECRET}`)].map(text =>
  text.toLowerCase(),
);
const DEPLOYMENT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
const VARIABLES = `${DEPLOYMENT}/environmentVariables`;
const TOKEN = `field('${VARIABLES}').TOKEN`;

/** Every way that we know in which a rule can bring what it reads into what it tells. */
const LEAVES: Readonly<Record<string, object>> = {
  'the-field': { field: VARIABLES, notEquals: 'x' },
  'its-value': { value: `[${TOKEN}]`, notEquals: 'x' },
  'a-part-of-it': { value: `[${TOKEN}]`, contains: 'swordfish' },
  'made-of-it': { value: `[base64(concat('t:', ${TOKEN}))]`, notEquals: 'x' },
  'the-other-side': { field: 'name', notEquals: `[toUpper(${TOKEN})]` },
  'a-name-made-of-it': { field: `[concat('tags[', ${TOKEN}, ']')]`, exists: false },
  'a-count-over-it': {
    count: {
      value: `[split(${TOKEN}, '-')]`,
      name: 'part',
      where: { value: "[current('part')]", exists: true },
    },
    greater: 0,
  },
};
/** Rules that cannot be evaluated, and say why. */
const FAILURES: Readonly<Record<string, object>> = {
  'no-number': { value: `[int(${TOKEN})]`, greater: 0 },
  'no-field': { field: `[${TOKEN}]`, exists: true },
  'no-array': { count: { value: `[${TOKEN}]`, name: 'x' }, greater: 0 },
  'no-property': { value: `[${TOKEN}.x]`, equals: 0 },
  'no-time': { value: `[addDays(${TOKEN}, 1)]`, equals: 0 },
};

let world: World;
let group: string;
const answers: Answer[] = [];

beforeAll(async () => {
  world = await openWorld();
  group = `${world.sandbox}/resourceGroups/secrets`;
  await put(group, { location: 'westeurope' });
  await put(endpoint().slice(0, endpoint().indexOf('/onlineEndpoints')), {
    location: 'westeurope',
    properties: {},
  });
  await put(endpoint(), { location: 'westeurope', properties: { authMode: 'Key' } });
  for (const [name, leaf] of Object.entries({ ...LEAVES, ...FAILURES })) {
    const policyRule = {
      if: { allOf: [{ field: 'type', equals: DEPLOYMENT }, leaf] },
      then: { effect: "[parameters('effect')]" },
    };
    const properties = { mode: 'All', parameters: { effect: { type: 'String' } }, policyRule };
    await put(definition(name), { properties });
  }
});
afterAll(() => world.close());

describe('a policy that reads a secret', () => {
  it('audits by it', async () => {
    for (const name of Object.keys(LEAVES)) await assign(name, 'audit');
    const { status } = await deploy('audited');
    expect(status).toBe(201);
    expect(await statesOf('audited')).toEqual(
      Object.keys(LEAVES)
        .sort()
        .map(name => [name, 'NonCompliant']),
    );
  });

  it('fails by it, enforced or not', async () => {
    for (const name of Object.keys(FAILURES)) await assign(name, 'audit', 'DoNotEnforce');
    expect((await deploy('failed')).status).toBe(201);
    expect((await statesOf('failed')).filter(([, state]) => state === 'Error')).toEqual(
      Object.keys(FAILURES)
        .sort()
        .map(name => [name, 'Error']),
    );
    for (const name of Object.keys(FAILURES)) await assign(name, 'audit');
    const { status, body } = await deploy('refused');
    expect(status).toBe(403);
    expect(body.error.additionalInfo).toHaveLength(Object.keys(FAILURES).length);
  });

  it('denies by it, and says which rule did', async () => {
    for (const name of Object.keys(LEAVES)) await assign(name, 'deny');
    const { status, headers, body } = await deploy('denied');
    expect(status).toBe(403);
    expect(body.error.additionalInfo).toHaveLength(Object.keys({ ...LEAVES, ...FAILURES }).length);
    const id = `/providers/Sluice.Governance/decisions/${headers['x-sluice-decision-id']}`;
    answers.push(await world.as.owner('GET', id));
  });

  it('leaves nothing of it in the activity log', async () => {
    const filter = encodeURIComponent(
      "eventTimestamp ge '2020-01-01T00:00:00Z' and resourceGroupName eq 'secrets'",
    );
    const log = `${world.sandbox}/providers/Microsoft.Insights/eventtypes/management/values?$filter=${filter}`;
    const answer = await world.as.owner('GET', log);
    expect(answer.body.value.length).toBeGreaterThan(5);
    answers.push(answer);
  });
});

it('no answer but that of the deployment itself holds the secret', () => {
  expect(answers.length).toBeGreaterThan(4);
  expect(answers.map(({ body }) => JSON.stringify(body)).filter(tells)).toEqual([]);
});

it('no table but that of the resources holds the secret', async () => {
  const rows = await everyRow();
  expect(new Set(rows.map(({ table }) => table)).size).toBeGreaterThan(8);
  const telling = rows.filter(({ text }) => tells(text));
  expect(telling.filter(({ table }) => table !== 'resources')).toEqual([]);
  expect(telling).toHaveLength(2);
});

it('a GET shows it to those who may read the deployment', async () => {
  for (const who of ['owner', 'mlEngineer', 'policyContributor'] as const) {
    const { status, body } = await world.as[who]('GET', `${endpoint()}/deployments/audited`);
    expect([status, body.properties.environmentVariables]).toEqual([200, { TOKEN: SECRET, LEVEL: 'info' }]);
  }
  expect((await world.as.anonymous('GET', `${endpoint()}/deployments/audited`)).status).toBe(401);
});

function endpoint(): string {
  return `${group}/providers/Microsoft.MachineLearningServices/workspaces/team/onlineEndpoints/answers`;
}

function definition(name: string): string {
  return `${world.root}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
}

async function put(path: string, body: object): Promise<void> {
  const answer = await world.as.owner('PUT', path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
}

/** Assigns, and so has what exists judged again. */
async function assign(name: string, effect: string, enforcementMode = 'Default'): Promise<void> {
  const parameters = { effect: { value: effect } };
  await put(assignmentAt(group, name), {
    properties: { policyDefinitionId: definition(name), parameters, enforcementMode },
  });
}

/** The answer of a write is the deployment itself, secret and all: only refusals are looked at. */
async function deploy(name: string): Promise<Answer> {
  const { properties, ...body } = deploymentOf(PHI4) as { properties: object };
  const environmentVariables = { TOKEN: SECRET, LEVEL: 'info' };
  const answer = await world.as.mlEngineer('PUT', `${endpoint()}/deployments/${name}`, {
    body: { ...body, properties: { ...properties, environmentVariables } },
  });
  if (answer.status >= 400) answers.push(answer);
  const decision = `/providers/Sluice.Governance/decisions/${answer.headers['x-sluice-decision-id']}`;
  answers.push(await world.as.owner('GET', decision));
  return answer;
}

async function statesOf(name: string): Promise<readonly (readonly [string, string])[]> {
  const states = await world.storage.states.get(`${endpoint()}/deployments/${name}`.toLowerCase());
  return (states?.results ?? []).map(({ assignmentKey, complianceState }) => [
    assignmentKey.slice(assignmentKey.lastIndexOf('/') + 1),
    complianceState,
  ]);
}

function tells(text: string): boolean {
  const folded = text.toLowerCase();
  return TRACES.some(trace => folded.includes(trace));
}

async function everyRow(): Promise<readonly { readonly table: string; readonly text: string }[]> {
  const { address } = world.storage;
  if (address.kind !== 'url') throw new Error('the database has no address');
  const client = new pg.Client({ connectionString: address.url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const all = [];
    for (const { schema, name } of tables) {
      const { rows } = await client.query<{ text: string }>(
        `select t::text as text from "${schema}"."${name}" t`,
      );
      all.push(...rows.map(({ text }) => ({ table: name, text })));
    }
    return all;
  } finally {
    await client.end();
  }
}
