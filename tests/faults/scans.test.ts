// A scan survives the death of a server, and of the database, in its middle: all of it is judged, and nothing twice in the result.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rest } from '../clients/rest.ts';
import { brokenStates, disorderedStates, query, staleStates, untilIdle } from '../server/compliance.ts';
import { fillAccounts } from '../server/fill-accounts.ts';
import { type Cluster, createCluster, ROUNDS } from './cluster.ts';

const COUNT = 20_000;
const PLACES = ['westeurope', 'northeurope'] as const;
/** How many accounts are not at a place (see fillAccounts). */
const ELSEWHERE = { westeurope: COUNT / 10, northeurope: (9 * COUNT) / 10 } as const;
/** Nobody waits longer for a scan whose server has died. */
const PATIENCE_MS = 120_000;

let cluster: Cluster;
let changes = 0;
const recoveries = new Map<string, number[]>();

const group = () => `${cluster.sandbox}/resourceGroups/rg-faults`;
const assignment = () => `${group()}/providers/Microsoft.Authorization/policyAssignments/place`;
const definition = () => `${cluster.sandbox}/providers/Microsoft.Authorization/policyDefinitions/place`;

async function put(owner: Rest, path: string, body: object): Promise<void> {
  const { status } = await owner.send('PUT', `${path}?api-version=2024-03-01`, body);
  expect([path, status]).toEqual([path, expect.toBeOneOf([200, 201])]);
}

/** Assigns it with the other place: every account changes its state. */
async function change(owner: Rest): Promise<(typeof PLACES)[number]> {
  const place = PLACES[changes++ % 2] ?? 'westeurope';
  await put(owner, assignment(), {
    properties: { policyDefinitionId: definition(), parameters: { place: { value: place } } },
  });
  return place;
}

beforeAll(async () => {
  cluster = await createCluster();
  const owner = await cluster.replicas[0].connect();
  await put(owner, group(), { location: 'westeurope', tags: {} });
  await cluster.withStorage(storage => fillAccounts(storage, group(), COUNT));
  await put(owner, definition(), {
    properties: {
      mode: 'All',
      parameters: { place: { type: 'String' } },
      policyRule: {
        if: {
          allOf: [
            { field: 'type', equals: 'Microsoft.CognitiveServices/accounts' },
            { field: 'location', notEquals: "[parameters('place')]" },
          ],
        },
        then: { effect: 'audit' },
      },
    },
  });
  await change(owner);
  owner.close();
  await cluster.withStorage(storage => untilIdle(storage));
});
afterAll(async () => {
  for (const [what, times] of recoveries)
    console.log(`${what}: done ${times.map(ms => (ms / 1_000).toFixed(1)).join(', ')} s after the kill`);
  await cluster?.close();
});

type ScanRow = { id: string; status: string; judged: number; total: number; asked_at: string };

/** The scan that the last change made, once it has come so far; it must still have some way to go. */
async function scanAt(least: number, since: string): Promise<ScanRow> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [scan] = await look<ScanRow>(
      `select s.id, s.status, coalesce(sum(p.judged), 0)::int as judged, coalesce(sum(p.total), 0)::int as total
       from sluice.scans s left join sluice.scan_parts p on p.scan_id = s.id
       where s.asked_at >= $1 and s.reason = 'policyAssignment' group by s.id order by s.asked_at desc limit 1`,
      [since],
    );
    if (scan !== undefined && scan.judged >= least) return scan;
    if (Date.now() > deadline) throw new Error(`no scan: ${JSON.stringify(scan)}`);
    await sleep(10);
  }
}

function look<Row extends Record<string, unknown>>(
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  return query<Row>({ address: { kind: 'url', url: cluster.postgres.url } }, text, values);
}

/** Waits until the scan has ended, and says how it is. */
async function ended(id: string): Promise<ScanRow | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [scan] = await look<ScanRow>('select id, status from sluice.scans where id = $1', [id]).catch(
      () => [],
    );
    if (scan?.status === 'Succeeded' || scan?.status === 'Failed' || Date.now() > deadline) return scan;
    await sleep(50);
  }
}

/** What the database holds after a change to `place`, of which every account had one transition. */
async function expectJudged(place: (typeof PLACES)[number], since: string): Promise<void> {
  const rows = await look<{ transitions: number; n: number; elsewhere: number; wrong: number }>(
    `with judged as (
       select s.resource_key, s.changed_at, bool_or(m.compliance_state = 'NonCompliant') as is_bad,
         s.location is distinct from $2 as is_elsewhere
       from sluice.resource_states s join sluice.state_sets t on t.id = s.set_id
       join sluice.state_members m on m.id = any (t.members)
       where m.assignment_key = lower($1) and s.resource_type = 'Microsoft.CognitiveServices/accounts'
       group by s.resource_key
     ), ended as (
       select resource_key, count(*) as n from sluice.state_history where valid_to >= $3 group by resource_key
     )
     select count(*)::int as n, count(*) filter (where is_elsewhere)::int as elsewhere,
       count(*) filter (where is_bad <> is_elsewhere or changed_at < $3)::int as wrong,
       count(*) filter (where e.n = 1)::int as transitions
     from judged j left join ended e on e.resource_key = j.resource_key`,
    [assignment(), place, since],
  );
  expect(rows).toEqual([{ n: COUNT, elsewhere: ELSEWHERE[place], wrong: 0, transitions: COUNT }]);
  expect(await cluster.withStorage(brokenStates)).toEqual([]);
  expect(await cluster.withStorage(disorderedStates)).toEqual([]);
}

/** Changes the assignment, and kills when the scan is somewhere in its middle, each time elsewhere. */
async function killInScan(
  what: string,
  round: number,
  kill: () => Promise<() => Promise<void>>,
): Promise<void> {
  const owner = await cluster.replicas[round % 2 === 0 ? 0 : 1].connect();
  const since = new Date().toISOString();
  const place = await change(owner);
  owner.close();
  const { id, status } = await scanAt(1 + ((round * 3_301) % (COUNT / 2)), since);
  expect(status).toBe('Running');
  const killedAt = performance.now();
  const restart = await kill();
  const [outcome] = await Promise.all([ended(id), restart()]);
  const times = recoveries.get(what) ?? [];
  recoveries.set(what, [...times, performance.now() - killedAt]);
  expect(outcome).toMatchObject({ status: 'Succeeded' });
  await cluster.withStorage(storage => untilIdle(storage));
  await expectJudged(place, since);
}

describe(`a scan of ${COUNT} resources by two servers`, () => {
  test(`survives the kill -9 of one of them, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const victim = cluster.replicas[round % 2 === 0 ? 0 : 1];
      await killInScan('server', round, async () => {
        await victim.kill();
        return () => victim.start();
      });
    }
  });

  test(`survives the kill -9 of the database, ${ROUNDS} times, and the servers go on by themselves`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await killInScan('database', round, async () => {
        await cluster.postgres.kill();
        return async () => {
          await sleep(500);
          await cluster.postgres.start();
        };
      });
    }
  });

  test('leaves what a fresh look at everything gives', async () => {
    expect(await cluster.withStorage(staleStates)).toEqual([]);
  });
});
