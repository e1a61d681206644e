import { sql } from 'kysely';
import type { Database } from './connect.ts';

const EVERY_MS = 60 * 60 * 1000;
const MONTHS_AHEAD = 6;

/** Makes the partitions ahead and folds the counters, now and every hour. Returns how to stop. */
export async function startUpkeep(database: Database): Promise<() => void> {
  await makePartitions(database);
  const timer = setInterval(() => {
    // A round that fails is made up by the next one: the partitions are made months ahead.
    makePartitions(database)
      .then(() => foldCounters(database))
      .catch(() => {});
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function makePartitions(database: Database): Promise<void> {
  await database.run(kysely => sql`select sluice.ensure_partitions(${MONTHS_AHEAD})`.execute(kysely));
}

/** Replaces the counters' deltas by their sums; other processes that do it at the same time leave it to one. */
export async function foldCounters(database: Database): Promise<void> {
  await database.run(kysely => sql`select sluice.fold_state_counters()`.execute(kysely));
}
