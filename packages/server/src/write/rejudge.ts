import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Storage } from '@sluice/storage';
import { judgeResources } from '../scan/judge-resources.ts';
import { hastened, REJUDGE, type RejudgeWork } from '../scan/rejudge-work.ts';
import type { Snapshots } from '../snapshot/snapshots.ts';
import type { Metrics } from '../telemetry/metrics.ts';

/** How long a policy writer waits for existing resources to be judged by the new state of affairs. */
const PATIENCE_MS = 200;
/** Resources per slice: some milliseconds of judging, then requests get their turn. */
const SLICE = 50;

/** Judges resources that exist again after what verdicts depend on has changed. Never refuses anything; it writes states. */
export type Rejudger = {
  /** Ends when everything urgent is judged, or after a moment; the rest is left to the job that was enqueued with the change. */
  now(work: RejudgeWork | undefined): Promise<void>;
  /** Ends when nothing is under way. */
  idle(): Promise<void>;
  /** Stops after the slice under way. */
  close(): Promise<void>;
};

export type RejudgerInput = {
  readonly storage: Pick<Storage, 'states' | 'commitStates' | 'resources' | 'queue'>;
  readonly snapshots: Snapshots;
  readonly metrics: Metrics;
  now(): string;
  newId(): string;
  /** Milliseconds of a clock that only goes forward. */
  elapsed(): number;
  onError(error: unknown): void;
};

export function createRejudger(input: RejudgerInput): Rejudger {
  const { storage, snapshots, elapsed, onError } = input;
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** Whether all of it was judged before the time was up. */
  async function judge({ urgent }: RejudgeWork, until: number): Promise<boolean> {
    const { revision } = snapshots.current();
    for (const { under, types } of urgent) {
      let after: string | undefined;
      do {
        if (closed || elapsed() > until) return false;
        const slice = await storage.states.outdated({
          under,
          types,
          revision,
          top: SLICE,
          ...(after === undefined ? {} : { after }),
        });
        await storage.commitStates(await judgeResources(snapshots.current(), slice, input));
        after = slice.length < SLICE ? undefined : slice.at(-1)?.key;
        await nextTurn();
      } while (after !== undefined);
    }
    return true;
  }

  async function handOver(work: RejudgeWork, isDone: boolean): Promise<void> {
    if (isDone) await storage.queue.withdraw(REJUDGE, work.key);
    else await storage.queue.enqueue(hastened(work));
  }

  /** What fails here is made up by the job, which starts by itself. */
  function track<T>(work: Promise<T>): Promise<T | undefined> {
    const safe = work.catch((error: unknown) => {
      onError(error);
      return undefined;
    });
    running = Promise.all([running, safe]);
    return safe;
  }

  return {
    async now(work) {
      if (work === undefined || work.urgent.length === 0) return;
      const isDone = await track(judge(work, elapsed() + PATIENCE_MS));
      void track(handOver(work, isDone === true));
    },
    async idle() {
      let last: unknown;
      while (last !== running) {
        last = running;
        await running;
      }
    },
    async close() {
      closed = true;
      await running;
    },
  };
}
