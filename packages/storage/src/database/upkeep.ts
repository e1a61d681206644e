import { sql } from 'kysely';
import { createGrants } from '../stores/grants.ts';
import type { Database } from './connect.ts';

const EVERY_MS = 60 * 60 * 1000;
/** Rounds from one look for unused sets to the next: it reads the whole history. */
const ROUNDS_OF_A_DAY = 24;
const MONTHS_AHEAD = 6;

/**
 * Makes the partitions ahead, now and every hour; folds the counters and forgets grants that have expired, every hour; removes unused sets
 * once a day. Returns how to stop.
 */
export async function startUpkeep(database: Database): Promise<() => void> {
  await makePartitions(database);
  let round = 0;
  const timer = setInterval(() => {
    round += 1;
    // A round that fails is made up by the next one: the partitions are made months ahead.
    makePartitions(database)
      .then(() => foldCounters(database))
      .then(() => createGrants(database).prune(new Date().toISOString()))
      .then(() => (round % ROUNDS_OF_A_DAY === 0 ? dropUnusedSets(database) : undefined))
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

/** Removes sets of results that nothing names; commits that know them by number ask for others. Returns how many went. */
export async function dropUnusedSets(database: Database): Promise<number> {
  await database.run(kysely => sql`select sluice.retire_unused_sets()`.execute(kysely));
  const { rows } = await database.run(kysely =>
    sql<{ dropped: number }>`select sluice.drop_retired_sets() as dropped`.execute(kysely),
  );
  return rows[0]?.dropped ?? 0;
}
