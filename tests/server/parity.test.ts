import { setTimeout as sleep } from 'node:timers/promises';
import type { Storage } from '@sluice/storage';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenStates, disorderedStates, query, staleStates, untilIdle } from './compliance.ts';
import { openWorld, type Send, type World } from './harness.ts';
import { type ParityWrite, parityEnd, parityStart, parityWrite } from './parity-writes.ts';

// The states after any sequence of writes are those of a fresh look at everything. SLUICE_PARITY_RUNS: how many sequences;
// SLUICE_PARITY_SEED: those of an earlier run, stopping at the first that fails instead of making it smaller.

const RUNS = Number(process.env['SLUICE_PARITY_RUNS'] ?? 15);
const WRITES = 12;
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
  return (await sides[side](verb, path, body === undefined ? {} : { body })).status;
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

/** Some writes are refused because they come too early or too late; none may fail, and most must have meant something. */
async function sendAll(writes: readonly ParityWrite[], together: number, answered: number[]): Promise<void> {
  for (let n = 0; n < writes.length; n += together) {
    const statuses = await Promise.all(writes.slice(n, n + together).map(send));
    expect(statuses.filter(status => status >= 500 && status !== 503)).toEqual([]);
    answered.push(...statuses);
    // Alone in every sense: what one of them made others do is done before the next.
    if (together === 1) await untilIdle(world.storage, poke);
  }
}

async function startAgain(): Promise<void> {
  for (const each of parityEnd(world)) await send({ side: 0, ...each });
  for (const each of parityStart(world)) {
    const status = await send({ side: 1, ...each });
    expect([each.path, status]).toEqual([each.path, expect.toBeOneOf([200, 201])]);
  }
}

async function expectParity(): Promise<void> {
  const { storage } = world;
  await untilIdle(storage, poke);
  expect(await staleStates(storage)).toEqual([]);
  expect(await brokenStates(storage)).toEqual([]);
  const before = await transitions(storage);
  for (const scope of [world.production, world.sandbox]) await evaluate(scope);
  expect(await staleStates(storage)).toEqual([]);
  expect(await brokenStates(storage)).toEqual([]);
  expect(await transitions(storage)).toBe(before);
  expect(await disorderedStates(storage)).toEqual([]);
}

describe.each([
  ['one after the other', 1, RUNS],
  ['four at a time', 4, Math.ceil(RUNS / 3)],
] as const)('writes that are sent to two servers %s', (_, together, runs) => {
  test(`leave the states of a fresh look, after any of ${runs} sequences`, {
    timeout: 60_000 + runs * 20_000,
  }, async () => {
    const answered: number[] = [];
    const sequence = fc.array(parityWrite(world), { minLength: WRITES / 2, maxLength: WRITES });
    await fc.assert(
      fc.asyncProperty(sequence, async writes => {
        await startAgain();
        await sendAll(writes, together, answered);
        await expectParity();
      }),
      { numRuns: runs, ...SEED },
    );
    expect(answered.filter(status => status < 204).length / answered.length).toBeGreaterThan(0.4);
  });
});
