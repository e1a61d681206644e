import pg from 'pg';
import { clientConfig } from '../database/connect.ts';
import { LOCKS } from '../database/locks.ts';

const NAME = /^sluice owner (\d+)$/;

/** Who holds the data folder: `mine` while `client` stays connected, otherwise another one, by process number where known. */
export type Ownership =
  | { readonly kind: 'mine'; readonly client: pg.Client }
  | { readonly kind: 'other'; readonly pid: number | undefined };

/**
 * Asks for the data folder on a session of its own. The server gives it back when the session ends, however this process ends.
 * Rejects with what `pg` throws when the server does not answer.
 */
export async function claim(url: string): Promise<Ownership> {
  const client = new pg.Client(clientConfig(url, `sluice owner ${process.pid}`));
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      LOCKS.owner,
    ]);
    if (rows[0]?.mine === true) return { kind: 'mine', client };
    const pid = await findOwner(client);
    await client.end();
    return { kind: 'other', pid };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function findOwner(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name
     from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and (l.classid::bigint << 32) + l.objid::bigint = $1`,
    [LOCKS.owner],
  );
  const pid = NAME.exec(rows[0]?.name ?? '')?.[1];
  return pid === undefined ? undefined : Number(pid);
}
