import type { ResourceStates } from '@sluice/engine/model';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { toStateRows } from './payload.ts';

/** What a scan found. Taken only for resources that are still as they were judged, and never over states of a newer revision. */
export async function commitStates(database: Database, states: readonly ResourceStates[]): Promise<number> {
  if (states.length === 0) return 0;
  const given = JSON.stringify(toStateRows(states));
  const { rows } = await database.run(kysely =>
    sql<{ taken: number }>`select sluice.commit_states(${given}::json) as taken`.execute(kysely),
  );
  return rows[0]?.taken ?? 0;
}
