import { setTimeout as sleep } from 'node:timers/promises';

/** Runs one task at a time, in the order of the calls. */
export type Turnstile = <T>(task: () => Promise<T>) => Promise<T>;

/** About as long as a writer of another process takes to come back after it was stale. */
const GAP_MS = 4;

/**
 * For writes that make a new revision: in one process they would only make one another stale, so they queue here.
 *
 * Between two that queue there is a gap. Whoever has just committed knows the newest revision at once, and without the gap would
 * commit again before a writer of another process has even read it.
 */
export function createTurnstile(): Turnstile {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async task => {
    const before = last;
    const { promise: mine, resolve: leave } = Promise.withResolvers<void>();
    last = mine;
    waiting++;
    await before;
    waiting--;
    try {
      return await task();
    } finally {
      if (waiting === 0) leave();
      else void sleep(Math.random() * 2 * GAP_MS).then(leave);
    }
  };
}
