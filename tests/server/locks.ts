import type { Storage } from '@sluice/storage';
import pg from 'pg';
import { query } from './compliance.ts';

// Races in a known order: somebody has a lock, others wait for it, it is let go.

/** Nobody writes states. */
export const STATES = 'lock table sluice.resource_states in exclusive mode';
/** Every commit waits, in the order in which they came. */
export const COMMITS = 'select pg_advisory_xact_lock(7210463001001)';

/** Keeps what a statement locks until what it gives is called. */
export async function hold(
  { address }: Pick<Storage, 'address'>,
  statement: string,
  values: readonly unknown[] = [],
): Promise<() => Promise<void>> {
  if (address.kind !== 'url') throw new Error('an open database has a URL');
  const client = new pg.Client({ connectionString: address.url });
  await client.connect();
  await client.query('begin');
  await client.query(statement, [...values]);
  return () => client.end();
}

/** How many calls of a function of the database wait for a lock. */
export async function waiting(storage: Pick<Storage, 'address'>, name: string): Promise<number> {
  const rows = await query(
    storage,
    `select pid from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and query like $1`,
    [`%${name}(%`],
  );
  return rows.length;
}
