import type { JsonObject } from '@sluice/language';
import type { JobRun } from '@sluice/storage';
import type { Services } from '../arm/route.ts';

/**
 * A kind of work that is done after a request, or now and then, by any server. It is enqueued by its name, with the write that
 * asks for it (`jobs` of a write set), or by `storage.queue.enqueue`.
 */
export type Job<Input extends JsonObject = JsonObject> = {
  /** Never changed once released: what waits in a database is found by it. */
  readonly name: string;
  /** How many run at once in one server (default 1). */
  readonly concurrency?: number;
  /**
   * Runs by itself, with an empty input: when a server starts, and again this long after it began. One run at a time, whatever the
   * number of servers. Enqueue it with its name as `singletonKey` to have it sooner.
   */
  readonly everySeconds?: number;
  /**
   * Does it; throws to have it tried again. Runs at least once, so it looks at how things are now and is right when it is done twice.
   * The run's `signal` is aborted when it no longer counts; long work ends then.
   */
  run(input: Input, services: Services, run: Omit<JobRun, 'input'>): Promise<void>;
};
