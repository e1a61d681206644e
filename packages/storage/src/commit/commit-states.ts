import type { ResourceStates } from '@sluice/engine/model';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { isTransient, translateError } from '../database/translate-error.ts';
import { isSetGone } from './commit.ts';
import type { InternedStates } from './intern-states.ts';
import { toStateRows } from './payload.ts';

/** Scans of the same resources may take their locks in different orders: one of them is undone, and tries again. */
const ATTEMPTS = 5;

/**
 * What a scan found. Taken only for resources that are still as they were judged, and never over states of a newer revision.
 *
 * Does not wait for the disk, so that writes need not wait for it either: a database that crashes may forget the last moments of a scan,
 * but never where something later is kept, such as the end of a part or the withdrawal of a job. Then it is scanned again.
 */
export async function commitStates(
  database: Database,
  interned: InternedStates,
  states: readonly ResourceStates[],
): Promise<number> {
  if (states.length === 0) return 0;
  for (let attempt = 1; ; attempt++) {
    try {
      const given = JSON.stringify(await toStateRows(states, interned));
      const { rows } = await sql<{ taken: number }>`
        select sluice.commit_states(${given}::json) as taken, set_config('synchronous_commit', 'off', true)`.execute(
        database.kysely,
      );
      return rows[0]?.taken ?? 0;
    } catch (error) {
      if (isSetGone(error)) interned.forget();
      else if (!isTransient(error) || attempt === ATTEMPTS) throw translateError(error);
    }
  }
}
