import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { MemberRow } from './state-results.ts';

/** Members by number. They never change and are never removed, so that one that was read once is known. */
export type MemberCache = {
  /** Reads those that are not known yet by the connection of whoever asks: he may hold the last one. */
  of(database: Pick<Database, 'run'>, ids: Iterable<number>): Promise<ReadonlyMap<number, MemberRow>>;
};

/** Some thousands are usual; beyond this the memory starts anew. */
const MOST = 100_000;

export function createMemberCache(): MemberCache {
  let known = new Map<number, MemberRow>();
  return {
    async of(database, ids) {
      const wanted = new Set(ids);
      const missing = [...wanted].filter(id => !known.has(id));
      if (missing.length === 0) return known;
      const { rows } = await database.run(db =>
        sql<MemberRow>`select * from sluice.state_members where id = any (${missing}::integer[])`.execute(db),
      );
      // Whoever holds the old one goes on reading it.
      if (known.size + rows.length > MOST) known = new Map([...known].filter(([id]) => wanted.has(id)));
      for (const row of rows) known.set(row.id, row);
      return known;
    },
  };
}
