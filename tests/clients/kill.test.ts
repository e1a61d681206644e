// What was acknowledged survives the death of the server at any moment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { connect, type Rest } from './rest.ts';

const ROUNDS = 20;
const ONLY_ALLOWED_REGISTRY =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const PHI = 'azureml://registries/azureml/models/Phi-4/versions/8';
const FALCON = 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5';

let folder: string;
let port: number;
let server: DemoServer;

beforeAll(async () => {
  folder = dataFolder();
  port = await freePort();
  server = await startDemo(folder, port);
});
afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

/** What the server told us, before it died. */
type Acknowledged = {
  readonly stored: Set<string>;
  /** Correlation id of every refusal that was answered. */
  readonly refused: Set<string>;
  readonly assigned: Map<string, boolean>;
};

describe(`kill -9 during deployments and policy writes, ${ROUNDS} times`, () => {
  it('loses nothing acknowledged, and every acknowledged denial has exactly one Policy entry', async () => {
    const known: Acknowledged = { stored: new Set(), refused: new Set(), assigned: new Map() };
    const since = new Date().toISOString();
    for (let round = 0; round < ROUNDS; round++) {
      await streamUntilKilled(round, known);
      server = await startDemo(folder, port);
    }
    const owner = await connect(server.demo, 'owner');
    expect(known.stored.size).toBeGreaterThan(ROUNDS);
    expect(known.refused.size).toBeGreaterThan(ROUNDS);
    const lost: string[] = [];
    for (const path of known.stored) if ((await owner.send('GET', path)).status !== 200) lost.push(path);
    for (const [path, exists] of known.assigned)
      if ((await owner.send('GET', path)).status !== (exists ? 200 : 404)) lost.push(path);
    expect(lost).toEqual([]);
    const entries = await policyEntries(owner, since);
    expect([...known.refused].filter(id => entries.get(id) !== 1)).toEqual([]);
    owner.close();
  });
});

/** Deploys, is refused, assigns and withdraws at the same time, until the server is killed under it. */
async function streamUntilKilled(round: number, known: Acknowledged): Promise<void> {
  const { demo } = server;
  const owner = await connect(demo, 'owner');
  const group = `/subscriptions/${demo.subscriptionIds.production}/resourceGroups/rg-chat`;
  const endpoint = `${group}/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/code-assistant`;
  let alive = true;
  const until = async (act: (n: number) => Promise<void>) => {
    for (let n = 0; alive; n++)
      await act(n).catch(() => {
        alive = false;
      });
  };
  const put = (name: string, model: string) =>
    owner.send('PUT', `${endpoint}/deployments/${name}?api-version=2024-10-01`, {
      location: 'westeurope',
      sku: { name: 'Default', capacity: 1 },
      properties: { model, endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
    });
  const guard = `${group}/providers/Microsoft.Authorization/policyAssignments/guard?api-version=2023-04-01`;
  const rule = {
    properties: {
      policyDefinitionId: ONLY_ALLOWED_REGISTRY,
      parameters: { allowedRegistryName: { value: 'azureml' }, effect: { value: 'Deny' } },
    },
  };
  expect((await owner.send('PUT', guard, rule)).status).toBe(201);
  known.assigned.set(guard, true);
  const work = [
    until(async n => {
      const name = `r${round}-ok-${n}`;
      const answer = await put(name, PHI);
      if (answer.status === 200 || answer.status === 201)
        known.stored.add(`${endpoint}/deployments/${name}?api-version=2024-10-01`);
    }),
    until(async n => {
      const answer = await put(`r${round}-no-${n}`, FALCON);
      if (answer.status === 403) known.refused.add(String(answer.headers['x-ms-correlation-request-id']));
    }),
    until(async n => {
      const path = `${group}/providers/Microsoft.Authorization/policyAssignments/r${round}-${n % 3}?api-version=2023-04-01`;
      known.assigned.delete(path);
      if (n % 2 === 0) {
        if ((await owner.send('PUT', path, rule)).status === 201) known.assigned.set(path, true);
      } else {
        const answer = await owner.send('DELETE', path);
        if (answer.status === 200 || answer.status === 204) known.assigned.set(path, false);
      }
    }),
  ];
  await new Promise(resolve => setTimeout(resolve, 150 + 25 * round));
  await server.kill();
  await Promise.all(work);
  owner.close();
}

/** Policy entries since a moment, counted by correlation id. */
async function policyEntries(owner: Rest, since: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const filter = encodeURIComponent(`eventTimestamp ge '${since}'`);
  let path: string | undefined =
    `/subscriptions/${server.demo.subscriptionIds.production}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${filter}`;
  while (path) {
    const answer: { value: { category: { value: string }; correlationId: string }[]; nextLink?: string } = (
      await owner.send('GET', path)
    ).body as never;
    for (const entry of answer.value) {
      if (entry.category.value === 'Policy')
        counts.set(entry.correlationId, (counts.get(entry.correlationId) ?? 0) + 1);
    }
    path = answer.nextLink ? answer.nextLink.slice(server.demo.endpoint.length) : undefined;
  }
  return counts;
}
