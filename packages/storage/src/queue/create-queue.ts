import { randomUUID } from 'node:crypto';
import type { JobRequest } from '@sluice/engine/model';
import type pg from 'pg';
import type { JobWithMetadata, PgBoss, QueueOptions } from 'pg-boss';
import type { Database } from '../database/connect.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { translateError } from '../database/translate-error.ts';
import { jobDatabase, openBoss } from './open-boss.ts';
import type { JobRun, Queue, WorkOptions } from './queue.ts';
import { readDepths } from './queue-depths.ts';

/** Where jobs end that failed for good. */
const FAILED = 'failed-jobs';
const DAY_SECONDS = 24 * 60 * 60;

const JOBS: QueueOptions = {
  retryLimit: 5,
  // 2, 4, 8 ... seconds, with some jitter.
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  // A process that is gone is noticed by its silence, which may not be shorter; who waits for a scan waits for this.
  heartbeatSeconds: 10,
  // This is for a run that hangs.
  expireInSeconds: 60 * 60,
  retentionSeconds: 90 * DAY_SECONDS,
  // What a job did is on record elsewhere.
  deleteAfterSeconds: 10 * 60,
};

const DEFAULT_POLL_SECONDS = 2;
const GRACE_MS = 2_000;
/** While the database is away, every look fails in the same way. */
const SAME_ERROR_MS = 60_000;
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** What a commit needs of the queue. */
export type Outbox = {
  /** Before the transaction: makes what the jobs are kept in. */
  prepare(jobs: readonly JobRequest[]): Promise<void>;
  /** Within the transaction, as its last part. */
  insert(client: pg.PoolClient, jobs: readonly JobRequest[]): Promise<void>;
  /** After it: those who work here need not wait for their next look. */
  nudge(jobs: readonly JobRequest[]): void;
};

/** Nothing is asked of the database, and nothing loaded, before the first job. */
export function createQueue(database: Database): { readonly queue: Queue; readonly outbox: Outbox } {
  const made = new Set<string>();
  const workers = new Map<string, string[]>();
  const listeners = new Set<(error: Error) => void>();
  let last = { message: '', at: 0 };
  let opening: Promise<PgBoss> | undefined;
  let starting: Promise<PgBoss> | undefined;
  let stopping: Promise<void> | undefined;

  function tell(error: Error): void {
    const now = Date.now();
    // Each worker tells the same under its own id.
    const message = error.message.replaceAll(ID, '');
    if (message === last.message && now - last.at < SAME_ERROR_MS) return;
    last = { message, at: now };
    for (const listener of listeners) listener(error);
  }

  function boss(): Promise<PgBoss> {
    opening ??= openBoss(database.pool, tell);
    return opening;
  }

  function started(): Promise<PgBoss> {
    starting ??= boss()
      .then(each => each.start())
      .catch((error: unknown) => {
        starting = undefined;
        throw error;
      });
    return starting;
  }

  async function make(names: readonly string[]): Promise<void> {
    const missing = new Set(names.filter(name => !made.has(name)));
    if (missing.size === 0) return;
    const queues = await boss();
    await queues.createQueue(FAILED, { retentionSeconds: 90 * DAY_SECONDS });
    for (const name of missing) {
      await queues.createQueue(name, { ...JOBS, policy: 'singleton', deadLetter: FAILED });
      made.add(name);
    }
  }

  function wake(name: string): void {
    const ids = workers.get(name);
    if (ids === undefined) return;
    void boss().then(each => {
      for (const id of ids) each.notifyWorker(id);
    });
  }

  async function runOne(
    name: string,
    [job]: readonly JobWithMetadata<JobRequest['input']>[],
    run: (job: JobRun) => Promise<void>,
    onError: WorkOptions['onError'],
  ): Promise<void> {
    if (job === undefined) return;
    const { id, data: input, signal, retryCount, retryLimit } = job;
    try {
      await run({ id, input, signal, attempt: retryCount + 1, isLast: retryCount >= retryLimit });
    } catch (error) {
      if (retryCount >= retryLimit && !signal.aborted) onError?.(failedForGood(name, id, error));
      throw error;
    } finally {
      // The next one is taken now rather than at the next look.
      wake(name);
    }
  }

  const outbox: Outbox = {
    prepare: jobs => make(jobs.map(({ name }) => name)),
    async insert(client, jobs) {
      const queues = await boss();
      const db = jobDatabase(client);
      // Always in the same order, so that two do not wait for each other.
      for (const { name, input, startAfter, singletonKey, retryLimit } of jobs.toSorted(byNameAndKey)) {
        const options = { ...(retryLimit === undefined ? {} : { retryLimit }) };
        if (singletonKey === undefined) {
          // Of equal keys, and none is one, only one may run: so each has its own.
          const job = { data: input, singletonKey: randomUUID(), ...options };
          await queues.insert(name, [startAfter === undefined ? job : { ...job, startAfter }], { db });
        } else {
          // Locks the one that waits: nobody starts it before this transaction has ended, and so without seeing what it wrote.
          await queues.upsert(name, input, { singletonKey, startAfter: startAfter ?? 0, ...options, db });
        }
      }
    },
    nudge(jobs) {
      for (const name of new Set(jobs.map(job => job.name))) wake(name);
    },
  };

  const queue: Queue = {
    enqueue: jobs =>
      translated(async () => {
        if (jobs.length === 0) return;
        await outbox.prepare(jobs);
        await inTransaction(database.pool, client => outbox.insert(client, jobs));
        outbox.nudge(jobs);
      }),
    withdraw: (name, key) =>
      translated(async () => {
        const queues = await boss();
        await make([name]);
        const waiting = await queues.findJobs(name, { key, queued: true });
        if (waiting.length > 0)
          await queues.deleteJob(
            name,
            waiting.map(({ id }) => id),
          );
      }),
    work: (name, run, { concurrency = 1, pollSeconds = DEFAULT_POLL_SECONDS, onError } = {}) =>
      translated(async () => {
        const queues = await started();
        await make([name]);
        // Those that an earlier version made had its settings.
        await queues.updateQueue(name, JOBS);
        if (onError !== undefined) listeners.add(onError);
        const ids = workers.get(name) ?? [];
        workers.set(name, ids);
        const options = { pollingIntervalSeconds: pollSeconds, includeMetadata: true, batchSize: 1 } as const;
        for (let n = 0; n < concurrency; n++) {
          const id = await queues.work<JobRequest['input'], void, typeof options>(name, options, jobs =>
            runOne(name, jobs, run, onError),
          );
          ids.push(id);
        }
      }),
    failed: (top = 100) =>
      translated(async () => {
        const queues = await boss();
        await queues.createQueue(FAILED, { retentionSeconds: 90 * DAY_SECONDS });
        const jobs = await queues.findJobs<JobRequest['input']>(FAILED, { limit: top });
        return jobs.map(job => ({
          id: job.sourceId ?? job.id,
          name: job.sourceName ?? job.name,
          input: job.data,
          failedAt: job.createdOn.toISOString(),
          error: job.sourceOutput,
        }));
      }),
    depths: () => translated(() => readDepths(database.pool)),
    recover: () =>
      translated(async () => {
        await (await started()).supervise();
      }),
    stop() {
      stopping ??= (async () => {
        workers.clear();
        const running = await starting?.catch(() => undefined);
        await running?.stop({ close: false, graceful: true, timeout: GRACE_MS });
      })();
      return stopping;
    },
  };
  return { queue, outbox };
}

/** Whoever is told learns of which job, by more than the text. */
function failedForGood(job: string, jobId: string, cause: unknown): Error {
  return Object.assign(new Error(`Job ${job} failed for good, as ${jobId}`, { cause }), { job, jobId });
}

function byNameAndKey(one: JobRequest, other: JobRequest): number {
  const [left, right] = [one, other].map(({ name, singletonKey = '' }) => `${name} ${singletonKey}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateError(error);
  }
}
