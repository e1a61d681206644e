/** Failed attempts to get a token, so that guessing gets slower with every one. */
export type Failures = {
  /** Seconds that must pass before the next attempt; 0: go ahead. */
  waitOf(who: string, now: Date): number;
  failed(who: string, now: Date): void;
  succeeded(who: string): void;
};

const FREE_ATTEMPTS = 5;
const MAX_WAIT_MS = 60_000;
const FORGET_MS = 15 * 60_000;

/** After five failures in a row the wait doubles from one second to a minute. Remembers the last `limit` ones who failed. */
export function createFailures(limit = 10_000): Failures {
  const entries = new Map<string, { readonly count: number; readonly at: number }>();
  return {
    waitOf(who, now) {
      const entry = entries.get(who);
      if (entry === undefined || entry.count < FREE_ATTEMPTS) return 0;
      const pauseMs = Math.min(1000 * 2 ** (entry.count - FREE_ATTEMPTS), MAX_WAIT_MS);
      return Math.max(0, Math.ceil((entry.at + pauseMs - now.getTime()) / 1000));
    },
    failed(who, now) {
      const before = entries.get(who);
      const count = before !== undefined && now.getTime() - before.at < FORGET_MS ? before.count + 1 : 1;
      entries.delete(who);
      for (const oldest of entries.keys()) {
        if (entries.size < limit) break;
        entries.delete(oldest);
      }
      entries.set(who, { count, at: now.getTime() });
    },
    succeeded(who) {
      entries.delete(who);
    },
  };
}
