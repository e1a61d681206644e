import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStorage, type Storage } from '@sluice/storage';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createApp } from '../app.ts';
import type { Services } from '../arm/route.ts';
import { createMetrics } from '../telemetry/create-metrics.ts';
import { createLogger } from '../telemetry/logger.ts';
import { type Metrics, NO_METRICS } from '../telemetry/metrics.ts';
import type { Job } from './job.ts';
import { runJobs } from './run-jobs.ts';

const PATIENCE = { timeout: 10_000, interval: 10 };

let folder: string;
let storage: Storage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-jobs-'));
  storage = await openStorage({ kind: 'embedded', folder });
});
afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

/** A server's worth of services on the database of this file, with a storage of its own. */
async function replica(
  onError = vi.fn(),
  metrics: Metrics = NO_METRICS,
): Promise<{ services: Services; close(): Promise<void> }> {
  const own = await openStorage(storage.address);
  const app = await createApp({ storage: own, tenantId: 't', metrics, now: () => new Date(), onError });
  return {
    services: app.services,
    async close() {
      await app.close();
      await own.close();
    },
  };
}

it('a job gets its input and the services of the server', async () => {
  const one = await replica();
  const seen: unknown[] = [];
  const job: Job<{ id: string }> = {
    name: 'look',
    async run({ id }, { tenantId }, { signal, isLast }) {
      seen.push([id, tenantId, signal.aborted, isLast]);
    },
  };
  const running = await runJobs([job], one.services);
  await one.services.storage.queue.enqueue([{ name: 'look', input: { id: '/a' } }]);
  await vi.waitFor(() => expect(seen).toEqual([['/a', 't', false, false]]), PATIENCE);
  await running.close();
  await one.close();
});

it('two servers that run a job do its work once', async () => {
  const [one, two] = [await replica(), await replica()];
  const done: unknown[] = [];
  const job: Job<{ n: number }> = { name: 'once', run: async ({ n }) => void done.push(n) };
  const running = [await runJobs([job], one.services), await runJobs([job], two.services)];
  await one.services.storage.queue.enqueue([1, 2, 3].map(n => ({ name: 'once', input: { n } })));
  await vi.waitFor(() => expect(done.length).toBeGreaterThanOrEqual(3), PATIENCE);
  // Longer than the other one takes to look.
  await sleep(2_200);
  expect(done.toSorted()).toEqual([1, 2, 3]);
  for (const each of running) await each.close();
  for (const each of [one, two]) await each.close();
});

// How work that time brings is written: what has expired is looked for now and then, by one server of all.
it('a periodic job runs at the start and again after its time, one at a time', async () => {
  const [one, two] = [await replica(), await replica()];
  const runs: number[] = [];
  let running = 0;
  let most = 0;
  const expiry: Job = {
    name: 'expiry',
    everySeconds: 1,
    async run() {
      most = Math.max(most, ++running);
      runs.push(Date.now());
      await sleep(100);
      running--;
    },
  };
  const workers = [await runJobs([expiry], one.services), await runJobs([expiry], two.services)];
  await vi.waitFor(() => expect(runs.length).toBeGreaterThanOrEqual(3), PATIENCE);
  for (const each of workers) await each.close();
  for (const each of [one, two]) await each.close();
  expect(most).toBe(1);
});

it('a periodic job that fails goes on', async () => {
  const onError = vi.fn();
  const one = await replica(onError);
  let runs = 0;
  const job: Job = {
    name: 'failing',
    everySeconds: 1,
    async run() {
      runs++;
      throw new Error('not now');
    },
  };
  const running = await runJobs([job], one.services);
  await vi.waitFor(() => expect(runs).toBeGreaterThanOrEqual(2), PATIENCE);
  expect(onError).not.toHaveBeenCalled();
  await running.close();
  await one.close();
});

it('what is logged during a run says of which job, and runs are counted by how they ended', async () => {
  const metrics = createMetrics(vi.fn());
  const onError = vi.fn();
  const one = await replica(onError, metrics);
  const lines: unknown[] = [];
  const log = createLogger({ destination: { write: line => void lines.push(JSON.parse(line)) } });
  const job: Job<{ correlationId: string }> = {
    name: 'telling',
    async run() {
      await sleep(1);
      log.info('working');
      if (lines.length === 2) throw new Error('not this one');
    },
  };
  const running = await runJobs([job], one.services);
  for (const correlationId of ['first', 'second']) {
    await one.services.storage.queue.enqueue([{ name: 'telling', input: { correlationId }, retryLimit: 0 }]);
    await vi.waitFor(async () => expect(await metrics.render()).toContain(ENDED[correlationId]), PATIENCE);
  }
  const jobId = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(lines).toMatchObject([
    { msg: 'working', job: 'telling', jobId, correlationId: 'first' },
    { msg: 'working', job: 'telling', jobId, correlationId: 'second' },
  ]);
  // Who is told of a failure for good learns of which job, in fields too.
  await vi.waitFor(() => expect(onError).toHaveBeenCalled(), PATIENCE);
  expect(onError.mock.calls).toMatchObject([[{ job: 'telling', jobId }]]);
  await running.close();
  await one.close();
});

const ENDED: Readonly<Record<string, string>> = {
  first: 'sluice_jobs_total{name="telling",outcome="done"} 1',
  second: 'sluice_jobs_total{name="telling",outcome="failed"} 1',
};
