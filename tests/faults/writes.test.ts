// Whatever was acknowledged is there, with all that belongs to it, when a server or the database dies in the middle of writes.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Rest } from '../clients/rest.ts';
import { brokenStates, disorderedStates, query, staleStates, untilIdle } from '../server/compliance.ts';
import { type Cluster, createCluster, ROUNDS } from './cluster.ts';

const PHI = 'azureml://registries/azureml/models/Phi-4/versions/8';
const FALCON = 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5';
const ONLY_ALLOWED_REGISTRY =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';
const ACCOUNT = 'Microsoft.CognitiveServices/accounts';

let cluster: Cluster;
const group = () => `${cluster.production}/resourceGroups/rg-chat`;
const endpoint = () =>
  `${group()}/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat`;
const assignment = (name: string) => `${group()}/providers/Microsoft.Authorization/policyAssignments/${name}`;
const definition = () => `${cluster.production}/providers/Microsoft.Authorization/policyDefinitions/twin`;

const onlyRegistry = (effect: string) => ({
  properties: {
    policyDefinitionId: ONLY_ALLOWED_REGISTRY,
    parameters: { allowedRegistryName: { value: 'azureml' }, effect: { value: effect } },
  },
});

beforeAll(async () => {
  cluster = await createCluster();
  const owner = await cluster.replicas[0].connect();
  const put = async (path: string, body: object) =>
    expect((await owner.send('PUT', `${path}?api-version=2024-10-01`, body)).status).toBe(201);
  await put(definition(), {
    properties: {
      mode: 'All',
      policyRule: {
        if: { field: 'type', equals: ACCOUNT },
        then: {
          effect: 'auditIfNotExists',
          details: { type: ACCOUNT, existenceCondition: { field: 'tags.twin', equals: 'yes' } },
        },
      },
    },
  });
  await put(assignment('guard'), onlyRegistry('Deny'));
  await put(assignment('twin'), { properties: { policyDefinitionId: definition() } });
  owner.close();
});
afterAll(() => cluster?.close());

type Acknowledged = {
  readonly key: string;
  readonly status: number;
  readonly decision: string;
  readonly correlation: string;
};

/** What clients were told before the kill; of an assignment only what nothing unanswered came after. */
type Known = { readonly deployments: Acknowledged[]; readonly assigned: Map<string, boolean> };

/** Deploys, is refused, assigns and withdraws, and writes what is judged by one another, until `isOver`. */
function stream(owner: Rest, name: string, known: Known, isOver: () => boolean): Promise<unknown> {
  const until = async (act: (n: number) => Promise<void>) => {
    // Whoever has lost the connection does not know what became of the request, and goes on.
    for (let n = 0; !isOver(); n++) await act(n).catch(() => sleep(20));
  };
  const deploy = async (each: string, model: string) => {
    const path = `${endpoint()}/deployments/${each}`;
    const answer = await owner.send('PUT', `${path}?api-version=2024-10-01`, {
      location: 'westeurope',
      properties: { model, endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
    });
    if ([200, 201, 403].includes(answer.status)) known.deployments.push(acknowledged(path, answer));
  };
  const assign = async (n: number) => {
    const path = assignment(`${name}-${n % 3}`);
    known.assigned.delete(path);
    const isThere = n % 2 === 0;
    const { status } = await owner.send(
      isThere ? 'PUT' : 'DELETE',
      `${path}?api-version=2023-04-01`,
      isThere ? onlyRegistry('Audit') : undefined,
    );
    if (status < 300) known.assigned.set(path, isThere);
  };
  const account = async (n: number) => {
    const path = `${group()}/providers/${ACCOUNT}/${name}-${n % 2}`;
    const body = {
      location: 'westeurope',
      kind: 'OpenAI',
      sku: { name: 'S0' },
      tags: n % 3 === 0 ? { twin: 'yes' } : {},
      properties: {},
    };
    await owner.send('PUT', `${path}?api-version=2025-09-01`, body);
  };
  return Promise.all([
    until(n => deploy(`${name}-ok-${n}`, PHI)),
    until(n => deploy(`${name}-no-${n}`, FALCON)),
    until(assign),
    until(account),
  ]);
}

function acknowledged(path: string, { status, headers }: Answer): Acknowledged {
  return {
    key: path.toLowerCase(),
    status,
    decision: String(headers['x-sluice-decision-id']),
    correlation: String(headers['x-ms-correlation-request-id']),
  };
}

/** Writes through both servers, the kill in the middle of it, and some more writes while the other one goes on. */
async function killInWrites(
  name: string,
  round: number,
  kill: () => Promise<() => Promise<void>>,
): Promise<Known> {
  const known: Known = { deployments: [], assigned: new Map() };
  const owners = [await cluster.replicas[0].connect(), await cluster.replicas[1].connect()];
  let isOver = false;
  const work = owners.map((owner, side) => stream(owner, `${name}${round}s${side}`, known, () => isOver));
  await sleep(250 + ((round * 37) % 300));
  const restart = await kill();
  await sleep(250);
  await restart();
  isOver = true;
  await Promise.all(work);
  for (const owner of owners) owner.close();
  return known;
}

function look<Row extends Record<string, unknown>>(
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return query<Row>({ address: { kind: 'url', url: cluster.postgres.url } }, text, values);
}

async function expectKept({ deployments, assigned }: Known): Promise<void> {
  const statuses = new Set(deployments.map(({ status }) => status));
  expect([statuses.has(403), statuses.has(201)]).toEqual([true, true]);
  expect(await look(LOST, [JSON.stringify(deployments)])).toEqual([]);
  expect(await look(HALF, [`${endpoint().toLowerCase()}/deployments/%`])).toEqual([]);
  const there = await look<{ key: string; isResource: boolean; isRecord: boolean }>(
    `select a.key, exists (select from sluice.resources r where r.key = a.key) as "isResource",
       exists (
         select from sluice.snapshot_records s
         where s.kind = 'policyAssignment' and s.key = a.key and s.revision_to is null) as "isRecord"
     from json_array_elements_text($1::json) a(key)`,
    [JSON.stringify([...assigned.keys()].map(path => path.toLowerCase()))],
  );
  const expected = [...assigned].map(([path, is]) => ({
    key: path.toLowerCase(),
    isResource: is,
    isRecord: is,
  }));
  expect(there).toEqual(expected);
  await cluster.withStorage(async storage => {
    await untilIdle(storage);
    expect(await staleStates(storage)).toEqual([]);
    expect(await brokenStates(storage)).toEqual([]);
    expect(await disorderedStates(storage)).toEqual([]);
  });
}

/** Of what was acknowledged, that which is not there with everything that belongs to it. */
const LOST = `
  select * from (
    select a.*,
      (select count(*)::int from sluice.resources r join sluice.resource_states s on s.resource_key = r.key and s.etag = r.etag
       where r.key = a.key) as stored,
      (select d.verdict from sluice.decisions d where d.id = a.decision) as verdict,
      (select count(*)::int from sluice.activity_log l where l.correlation_id = a.correlation and l.category = 'Policy'
         and l.operation = 'Microsoft.Authorization/policies/deny/action') as denials,
      (select string_agg(l.status, ',') from sluice.activity_log l
       where l.correlation_id = a.correlation and l.category = 'Administrative') as told
    from json_to_recordset($1::json) as a(key text, status integer, decision text, correlation text)
  ) found
  where case when status = 403
    then (stored, verdict, denials, told) is distinct from (0, 'deny', 1, 'Failed')
    else (stored, verdict, denials, told) is distinct from (1, 'allow', 0, 'Succeeded') end`;

/** Of all that was asked for, acknowledged or not, that of which there is a part; each name was asked for once. */
const HALF = `
  with entries as (
    select lower(resource_id) as key, count(*) filter (where category = 'Administrative' and status = 'Succeeded') as made,
      count(*) filter (where category = 'Administrative' and status = 'Failed') as refused,
      count(*) filter (where category = 'Policy' and status = 'Failed') as denied
    from sluice.activity_log where lower(resource_id) like $1 group by 1
  ), decided as (
    select resource_key as key, count(*) filter (where verdict = 'allow') as allowed, count(*) filter (where verdict = 'deny') as denied
    from sluice.decisions where resource_key like $1 group by 1
  ), stored as (
    select r.key, count(s.resource_key) as judged, count(*) as stored
    from sluice.resources r left join sluice.resource_states s on s.resource_key = r.key and s.etag = r.etag
    where r.key like $1 group by 1
  )
  select key, stored, judged, made, allowed, refused, e.denied as told, d.denied as decided
  from stored full join entries e using (key) full join decided d using (key)
  where key ~ '/(server|database)\\d+s[01]-'
    and (coalesce(stored, 0), coalesce(judged, 0), coalesce(made, 0), coalesce(allowed, 0), coalesce(refused, 0),
      coalesce(e.denied, 0), coalesce(d.denied, 0)) not in ((1, 1, 1, 1, 0, 0, 0), (0, 0, 0, 0, 1, 1, 1))`;

describe('in the middle of deployments and policy changes through two servers', () => {
  test(`the kill -9 of one of them loses nothing and leaves nothing half, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const victim = cluster.replicas[round % 2 === 0 ? 0 : 1];
      const known = await killInWrites('server', round, async () => {
        await victim.kill();
        return async () => {};
      });
      await victim.start();
      await expectKept(known);
    }
  });

  test(`the kill -9 of the database loses nothing and leaves nothing half, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const known = await killInWrites('database', round, async () => {
        await cluster.postgres.kill();
        return () => cluster.postgres.start();
      });
      await expectKept(known);
    }
  });
});
