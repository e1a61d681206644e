import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, unavailable } from '@sluice/arm/errors';
import type { Snapshot } from '@sluice/engine';
import type { Snapshots } from '../snapshot/snapshots.ts';

/** How often a write is prepared and decided before the client is told to come again. */
export const ATTEMPTS = 5;

/** The same for writes that make a new revision themselves: there are few of them, and they must get through a busy time. */
export const ATTEMPTS_OF_CHANGES = 25;

/** The longest pause before another attempt. */
const MAX_PAUSE_MS = 30;

/** One attempt of a write: its result, or `stale` when what it was decided by had moved before it committed. */
export type Attempt<T> = { readonly done: T } | 'stale';

/**
 * Attempts a write on the newest snapshot until it commits; each further attempt starts from what is stored then. A refusal
 * counts only if nothing had moved since the snapshot that it was based on.
 *
 * The short random pause keeps two processes from making each other stale in step.
 */
export async function untilCommitted<T>(
  snapshots: Snapshots,
  attempt: (snapshot: Snapshot) => Promise<Attempt<T>>,
  attempts = ATTEMPTS,
): Promise<T> {
  for (let count = 1; count <= attempts; count++) {
    if (count > 2) await sleep(Math.random() * Math.min(2 ** count, MAX_PAUSE_MS));
    const snapshot = snapshots.current();
    try {
      const result = await attempt(snapshot);
      if (result !== 'stale') return result.done;
      await snapshots.follow();
    } catch (error) {
      if (!(error instanceof ApiError) || (await snapshots.follow()) === snapshot) throw error;
    }
  }
  throw unavailable('ServiceUnavailable', 'What the request depends on keeps changing. Try again.', 1);
}
