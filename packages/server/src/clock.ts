import type { Storage } from '@sluice/storage';

/** A difference that a slow answer alone can make is left alone, so that times do not jump to and fro. */
const TOLERATED_MS = 100;
const EVERY_MS = 60_000;

/** The time of all servers on a database, so that what one of them does later is later. */
export type Clock = { now(): Date; stop(): void };

/**
 * Goes by the database's clock: states, entries and expiry are ordered by time, and two machines seldom agree on it. Looked at when it
 * is made, then every minute; a database that is away changes nothing.
 */
export async function createClock(
  storage: Pick<Storage, 'time'>,
  { own = Date.now, onError }: { readonly own?: () => number; onError(error: unknown): void },
): Promise<Clock> {
  let offset = 0;

  async function look(): Promise<void> {
    const before = own();
    const time = Date.parse(await storage.time());
    const after = own();
    const found = time - (before + after) / 2;
    if (Math.abs(found - offset) > TOLERATED_MS + (after - before) / 2) offset = Math.round(found);
  }

  await look();
  const timer = setInterval(() => look().catch(onError), EVERY_MS);
  timer.unref();
  return { now: () => new Date(own() + offset), stop: () => clearInterval(timer) };
}
