import { setTimeout as sleep } from 'node:timers/promises';
import type { Storage } from '@sluice/storage';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenStates, query, staleStates, untilIdle } from './compliance.ts';
import { openWorld, type Send, type World } from './harness.ts';
import { type ParityWrite, parityEnd, parityPlaces, parityStart, parityWrite } from './parity-writes.ts';

// The states after any sequence of writes are those of a fresh look at everything. SLUICE_PARITY_RUNS: how many sequences;
// SLUICE_PARITY_SEED: those of an earlier run, stopping at the first that fails instead of making it smaller.

const RUNS = Number(process.env['SLUICE_PARITY_RUNS'] ?? 15);
const WRITES = 16;
const seed = process.env['SLUICE_PARITY_SEED'];
const SEED = seed === undefined ? {} : { seed: Number(seed), endOnFailure: true };

let world: World;
let sides: readonly [Send, Send];
beforeAll(async () => {
  world = await openWorld();
  const other = await world.secondServer();
  sides = [world.as.owner, other.as.owner];
  const answer = await world.as.owner('PUT', poked(), { body: { location: 'westeurope' } });
  expect(answer.status).toBe(201);
});
afterAll(() => world.close());

const poked = () => `${world.sandbox}/resourceGroups/rg-poked`;
let pokes = 0;
/** A write that concerns no judged resource but one: the servers look for jobs after it. */
async function poke(): Promise<void> {
  if (++pokes % 10 === 0)
    await world.as.owner('PUT', poked(), { body: { location: 'westeurope', tags: { pokes: `${pokes}` } } });
  else await sleep(10);
}

async function send({ side, verb, path, body }: ParityWrite): Promise<number> {
  const answer = await sides[side](verb, path, body === undefined ? {} : { body });
  return answer.status;
}

async function transitions(storage: Storage): Promise<number> {
  const [row] = await query<{ n: number }>(storage, 'select count(*)::int as n from sluice.state_history');
  return row?.n ?? 0;
}

async function evaluate(scope: string): Promise<void> {
  const path = `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation`;
  const asked = await world.as.owner('POST', path);
  expect(asked.status).toBe(202);
  const [, where = ''] = String(asked.headers['location']).split(/https:\/\/[^/]+/);
  await expect
    .poll(async () => (await world.as.owner('GET', where, { apiVersion: null })).status, { timeout: 20_000 })
    .toBe(200);
}

test(`after any of ${RUNS} sequences of writes, on either server, the states are those of a fresh look`, {
  timeout: 60_000 + RUNS * 20_000,
}, async () => {
  const statuses = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(parityWrite(world), { minLength: WRITES / 2, maxLength: WRITES }),
      async writes => {
        for (const each of parityEnd(world)) await send({ side: 0, ...each });
        for (const each of parityStart(world))
          expect([each.path, await send({ side: 1, ...each })]).toEqual([
            each.path,
            expect.toBeOneOf([200, 201]),
          ]);
        for (const each of writes) {
          const status = await send(each);
          expect(status).toBeLessThan(500);
          const kind = `${each.verb} ${each.path.split('/').at(-2)} ${status}`;
          statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
        }
        await untilIdle(world.storage, poke);
        expect(await staleStates(world.storage)).toEqual([]);
        expect(await brokenStates(world.storage)).toEqual([]);
        const before = await transitions(world.storage);
        for (const scope of [world.production, world.sandbox]) await evaluate(scope);
        expect(await staleStates(world.storage)).toEqual([]);
        expect(await brokenStates(world.storage)).toEqual([]);
        expect(await transitions(world.storage)).toBe(before);
      },
    ),
    { numRuns: RUNS, ...SEED },
  );
  if (process.env['SLUICE_PARITY_TELL']) console.log([...statuses].sort());
  const accepted = [...statuses].filter(([kind]) => /20[0-2]$/.test(kind)).reduce((sum, [, n]) => sum + n, 0);
  const all = [...statuses.values()].reduce((sum, n) => sum + n, 0);
  expect(accepted / all).toBeGreaterThan(0.4);
  expect(parityPlaces(world).groups).toHaveLength(3);
});
