import type { Database } from '../../database/connect.ts';

/** What reads need of a database. */
export type Reader = Pick<Database, 'run'>;

/**
 * Runs statements that all see what was committed before the first of them: a resource that is judged again in between is found by what it
 * was, and not missed.
 */
export function inSnapshot<T>(database: Database, work: (reader: Reader) => Promise<T>): Promise<T> {
  return database.run(kysely =>
    kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(transaction => work({ run: each => each(transaction) })),
  );
}
