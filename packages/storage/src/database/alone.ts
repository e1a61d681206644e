import pg from 'pg';
import { clientConfig } from './connect.ts';
import { LOCKS } from './locks.ts';
import { translateError } from './translate-error.ts';

/**
 * Runs the task while no other process runs one here, on this database. Waits its turn; resolves or rejects as the task does.
 * The turn belongs to a session of its own, so it ends with this process, however that ends.
 */
export async function alone<Result>(url: string, task: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client(clientConfig(url, 'sluice alone'));
  client.on('error', () => {});
  try {
    await takeTurn(client);
    return await task();
  } finally {
    await client.end().catch(() => {});
  }
}

async function takeTurn(client: pg.Client): Promise<void> {
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [LOCKS.alone]);
  } catch (error) {
    throw translateError(error);
  }
}
