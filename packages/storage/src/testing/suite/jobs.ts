import { setTimeout as sleep } from 'node:timers/promises';
import type { JobRequest } from '@sluice/engine/model';
import { describe, expect, it, vi } from 'vitest';
import { migrate } from '../../database/migrate.ts';
import { StorageRejected, StorageSetupProblem } from '../../errors.ts';
import { JOB_SCHEMA_VERSION } from '../../queue/job-schema.ts';
import * as make from '../builders.ts';
import { holdJobInChild, killChild } from '../in-child.ts';
import type { TestDatabase } from '../test-database.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { writeSet, put, isNew } = make;
const PATIENCE = { timeout: 10_000, interval: 10 };

const job = (n: number, given: Partial<JobRequest> = {}): JobRequest => ({
  name: 'task',
  input: { n },
  ...given,
});

/** Jobs that wait, oldest first. */
function waiting(database: TestDatabase): Promise<readonly object[]> {
  return database.query(
    `select name, data as input from sluice_jobs.job where state in ('created', 'retry') order by created_on, data::text`,
  );
}

export function describeJobs(server: () => TestServer): void {
  describe('jobs', () => {
    it('have tables of the version that this program works with', async () => {
      const { url, query } = await freshDatabase(server());
      await Promise.all([migrate(url), migrate(url), migrate(url)]);
      expect(await query('select version from sluice_jobs.version')).toEqual([
        { version: JOB_SCHEMA_VERSION },
      ]);
    });

    it('of a newer version are refused', async () => {
      const { url, query } = await freshDatabase(server());
      await migrate(url);
      await query('update sluice_jobs.version set version = 999');
      await expect(migrate(url)).rejects.toThrow(StorageSetupProblem);
      await expect(migrate(url)).rejects.toThrow('its jobs have version 999');
    });

    it('of a commit are enqueued with it, and run at once', async () => {
      const storage = await (await freshDatabase(server())).open();
      const ran: unknown[] = [];
      await storage.queue.work('task', async ({ input, attempt }) => void ran.push([input, attempt]));
      const made = make.workspace();
      const result = await storage.commit(writeSet({ resources: [put(made)], jobs: [job(1), job(2)] }));
      expect(result).toEqual({ outcome: 'committed', revision: 0 });
      await vi.waitFor(() => expect(ran).toHaveLength(2), PATIENCE);
      expect(ran).toEqual([
        [{ n: 1 }, 1],
        [{ n: 2 }, 1],
      ]);
      expect(await storage.resources.get(made.key)).toEqual(made);
    });

    it.for([
      ['a revision that has moved', writeSet({ revision: 7, jobs: [job(1)] })],
      [
        'a resource that was created meanwhile',
        writeSet({ resources: [put(make.group())], expect: [isNew(make.group())], jobs: [job(1)] }),
      ],
    ] as const)('of a stale write are not enqueued: %s', async ([, stale]) => {
      const database = await freshDatabase(server());
      const storage = await database.open(1);
      await storage.commit(writeSet({ resources: [put(make.group())] }));
      expect(await storage.commit(stale)).toMatchObject({ outcome: 'stale' });
      expect(await waiting(database)).toEqual([]);
    });

    it('that the queue refuses take the write with them', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open(1);
      const refused = writeSet({
        resources: [put(make.group())],
        jobs: [job(1), job(2, { input: { text: '\u0000' } })],
      });
      await expect(storage.commit(refused)).rejects.toThrow(StorageRejected);
      expect(await storage.resources.get(make.group().key)).toBeUndefined();
      expect(await waiting(database)).toEqual([]);
    });

    it('are enqueued outside of a commit, all or none', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open(1);
      await storage.queue.enqueue([job(1), job(2)]);
      await expect(storage.queue.enqueue([job(3), job(4, { input: { text: '\u0000' } })])).rejects.toThrow(
        StorageRejected,
      );
      expect(await waiting(database)).toEqual([
        { name: 'task', input: { n: 1 } },
        { name: 'task', input: { n: 2 } },
      ]);
    });

    it('of a name that nobody works on wait', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const ran = vi.fn(async () => {});
      await storage.queue.work('task', ran);
      await storage.queue.enqueue([job(1), job(2, { name: 'later/version' })]);
      await vi.waitFor(() => expect(ran).toHaveBeenCalledTimes(1), PATIENCE);
      expect(await waiting(database)).toEqual([{ name: 'later/version', input: { n: 2 } }]);
    });

    it('that begin in a year are kept until long after, when their time is moved too', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open(1);
      const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
      for (const days of [2, 366])
        await storage.queue.enqueue([job(1, { startAfter: inDays(days), singletonKey: 'a' })]);
      expect(
        await database.query(`
          select start_after > now() + interval '365 days' as later, keep_until - start_after >= interval '90 days' as kept
          from sluice_jobs.job where name = 'task'`),
      ).toEqual([{ later: true, kept: true }]);
    });

    it('that are not done are counted by name and state', async () => {
      const database = await freshDatabase(server());
      const [here, elsewhere] = [await database.open(), await database.open()];
      const leave = Promise.withResolvers<void>();
      await elsewhere.queue.work('task', ({ input }) =>
        input['n'] === 1 ? leave.promise : Promise.resolve(),
      );
      await elsewhere.queue.enqueue([job(1)]);
      const running = { name: 'task', state: 'active', jobs: 1 };
      await vi.waitFor(async () => expect(await here.queue.depths()).toEqual([running]), PATIENCE);
      const startAfter = new Date(Date.now() + 3_600_000).toISOString();
      await here.queue.enqueue([
        job(2, { name: 'later', startAfter }),
        job(3, { name: 'nobody' }),
        job(4, { name: 'nobody' }),
      ]);
      expect(await here.queue.depths()).toEqual([
        { name: 'later', state: 'scheduled', jobs: 1 },
        { name: 'nobody', state: 'waiting', jobs: 2 },
        running,
      ]);
      leave.resolve();
      await vi.waitFor(
        async () => expect((await here.queue.depths()).map(({ name }) => name)).toEqual(['later', 'nobody']),
        PATIENCE,
      );
    });

    it('that failed for good are counted too', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const onError = vi.fn();
      await storage.queue.work('task', () => Promise.reject(new Error('never')), { onError });
      await storage.queue.enqueue([job(1, { retryLimit: 0 })]);
      await vi.waitFor(
        async () =>
          expect(await storage.queue.depths()).toEqual([{ name: 'failed-jobs', state: 'waiting', jobs: 1 }]),
        PATIENCE,
      );
      expect(onError.mock.calls).toMatchObject([[{ job: 'task', jobId: expect.any(String) }]]);
    });

    it('are run once by two who work on them', async () => {
      const database = await freshDatabase(server());
      const [one, two] = [await database.open(), await database.open()];
      const ran: unknown[] = [];
      for (const storage of [one, two])
        await storage.queue.work('task', async ({ input }) => void ran.push(input['n']), {
          concurrency: 2,
          pollSeconds: 0.5,
        });
      await one.queue.enqueue(Array.from({ length: 30 }, (_, n) => job(n)));
      await vi.waitFor(() => expect(ran.length).toBeGreaterThanOrEqual(30), PATIENCE);
      await sleep(600);
      expect(ran.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 30 }, (_, n) => n));
    });

    it('are found by others at their next look', async () => {
      const database = await freshDatabase(server());
      const [one, two] = [await database.open(), await database.open()];
      const ran = vi.fn(async () => {});
      await two.queue.work('task', ran, { pollSeconds: 0.5 });
      await one.commit(writeSet({ jobs: [job(1)] }));
      await vi.waitFor(() => expect(ran).toHaveBeenCalledTimes(1), PATIENCE);
    });

    it('start after the time that they name', async () => {
      const storage = await (await freshDatabase(server())).open();
      const due = Date.now() + 1_500;
      const ranAt: number[] = [];
      await storage.queue.work('task', async () => void ranAt.push(Date.now()), { pollSeconds: 0.5 });
      await storage.queue.enqueue([job(1, { startAfter: new Date(due).toISOString() })]);
      await vi.waitFor(() => expect(ranAt).toHaveLength(1), PATIENCE);
      // The clock is the database's, here the same.
      expect(ranAt[0]).toBeGreaterThanOrEqual(due - 5);
    });

    it('of one key are one that waits, with the newest input and time', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      const singletonKey = '/Subscriptions/s 1/(x)';
      await storage.queue.enqueue([
        job(1, { singletonKey, startAfter: tomorrow }),
        job(2, { singletonKey: 'other' }),
      ]);
      await storage.commit(writeSet({ jobs: [job(3, { singletonKey })] }));
      const ran: unknown[] = [];
      await storage.queue.work('task', async ({ input }) => void ran.push(input['n']));
      await vi.waitFor(() => expect(ran).toHaveLength(2), PATIENCE);
      expect(ran.toSorted()).toEqual([2, 3]);
      expect(await waiting(database)).toEqual([]);
    });

    it('of one key can be taken back while they wait', async () => {
      const storage = await (await freshDatabase(server())).open();
      await storage.queue.enqueue([job(1, { singletonKey: 'k' }), job(2, { singletonKey: 'other' })]);
      await storage.queue.withdraw('task', 'k');
      await storage.queue.withdraw('task', 'k');
      const ran: unknown[] = [];
      await storage.queue.work('task', async ({ input }) => void ran.push(input['n']));
      await vi.waitFor(() => expect(ran).toEqual([2]), PATIENCE);
    });

    it('of one key never run two at a time', async () => {
      const storage = await (await freshDatabase(server())).open();
      let running = 0;
      let most = 0;
      const ran: unknown[] = [];
      await storage.queue.work(
        'task',
        async ({ input }) => {
          most = Math.max(most, ++running);
          await sleep(50);
          running--;
          ran.push(input['n']);
        },
        { concurrency: 3, pollSeconds: 0.5 },
      );
      await storage.queue.enqueue([job(1, { singletonKey: 'k' })]);
      await vi.waitFor(() => expect(running).toBe(1), PATIENCE);
      await storage.queue.enqueue([job(2, { singletonKey: 'k' })]);
      await storage.queue.enqueue([job(3, { singletonKey: 'k' })]);
      await vi.waitFor(() => expect(ran).toEqual([1, 3]), PATIENCE);
      expect(most).toBe(1);
    });

    it('of one key are not started before a write that waits for them has committed', async () => {
      const database = await freshDatabase(server());
      const [one, two] = [await database.open(), await database.open()];
      await one.queue.enqueue([job(1, { singletonKey: 'k' })]);
      const blocker = await database.session();
      await blocker.query('begin');
      await blocker.query(`select 1 from sluice_jobs.job where singleton_key = 'k' for no key update`);
      const ran: unknown[] = [];
      const written = one.commit(writeSet({ jobs: [job(2, { singletonKey: 'k' })] }));
      await two.queue.work('task', async ({ input }) => void ran.push(input['n']), { pollSeconds: 0.5 });
      await sleep(700);
      expect(ran).toEqual([]);
      await blocker.query('commit');
      await written;
      await vi.waitFor(() => expect(ran).toEqual([2]), PATIENCE);
    });

    it('that fail run again, and at last are kept as failed and told of', async () => {
      const storage = await (await freshDatabase(server())).open();
      const told: Error[] = [];
      const attempts: unknown[] = [];
      await storage.queue.work(
        'task',
        async ({ attempt, isLast }) => {
          attempts.push([attempt, isLast]);
          throw new Error('no such thing');
        },
        { pollSeconds: 0.5, onError: error => told.push(error) },
      );
      await storage.queue.enqueue([job(1, { retryLimit: 1 })]);
      await vi.waitFor(async () => expect(await storage.queue.failed()).toHaveLength(1), PATIENCE);
      expect(attempts).toEqual([
        [1, false],
        [2, true],
      ]);
      expect(await storage.queue.failed()).toMatchObject([
        {
          name: 'task',
          input: { n: 1 },
          failedAt: expect.stringMatching(/Z$/),
          error: { message: 'no such thing' },
        },
      ]);
      expect(told.map(error => [error.message, (error.cause as Error).message])).toEqual([
        [expect.stringMatching(/^Job task failed for good, as [-\da-f]{36}$/), 'no such thing'],
      ]);
    });

    it('that never failed leave none behind', async () => {
      const storage = await (await freshDatabase(server())).open();
      expect(await storage.queue.failed()).toEqual([]);
    });

    it('of a killed process run again in another one', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await storage.queue.enqueue([job(1)]);
      const { child, said } = await holdJobInChild(database.url, 'task');
      expect(said).toBe('attempt 1');
      await killChild(child);
      const ran: unknown[] = [];
      await storage.queue.work('task', async ({ input, attempt }) => void ran.push([input, attempt]), {
        pollSeconds: 0.5,
      });
      await storage.queue.recover();
      expect(ran).toEqual([]);
      // What ten seconds of silence do.
      await database.query(`update sluice_jobs.job set heartbeat_on = heartbeat_on - interval '11 seconds'`);
      await database.query(`update sluice_jobs.queue set monitor_claim_on = null, monitor_on = null`);
      await storage.queue.recover();
      await vi.waitFor(() => expect(ran).toEqual([[{ n: 1 }, 2]]), PATIENCE);
    });

    it('are looked for again after every connection was lost', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const ran = vi.fn(async () => {});
      await storage.queue.work('task', ran, { pollSeconds: 0.5 });
      await database.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      const other = await database.open();
      await other.queue.enqueue([job(1)]);
      await vi.waitFor(() => expect(ran).toHaveBeenCalledTimes(1), PATIENCE);
    });

    it('that run when the storage closes get to their end', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      let ended = false;
      const started = Promise.withResolvers<void>();
      await storage.queue.work('task', async () => {
        started.resolve();
        await sleep(200);
        await storage.properties.set('job', 'done');
        ended = true;
      });
      await storage.queue.enqueue([job(1)]);
      await started.promise;
      await storage.close();
      expect(ended).toBe(true);
      expect(await waiting(database)).toEqual([]);
    });

    it('that do not end when the storage closes are given back', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const started = Promise.withResolvers<AbortSignal>();
      const told = vi.fn();
      await storage.queue.work(
        'task',
        ({ signal }) => {
          started.resolve(signal);
          return new Promise(() => {});
        },
        { onError: told },
      );
      await storage.queue.enqueue([job(1)]);
      const signal = await started.promise;
      const before = performance.now();
      await storage.close();
      expect(performance.now() - before).toBeLessThan(5_000);
      expect(signal.aborted).toBe(true);
      expect(await waiting(database)).toEqual([{ name: 'task', input: { n: 1 } }]);
      expect(told).not.toHaveBeenCalled();
    });

    it('are still taken in while nobody works any more', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const ran = vi.fn(async () => {});
      await storage.queue.work('task', ran);
      await storage.queue.stop();
      await storage.commit(writeSet({ jobs: [job(1)] }));
      expect(await waiting(database)).toEqual([{ name: 'task', input: { n: 1 } }]);
      expect(ran).not.toHaveBeenCalled();
    });
  });
}
