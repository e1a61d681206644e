import type { CommitResult, WriteSet } from '@sluice/engine/model';
import pg from 'pg';
import type { CredentialChange } from '../credentials.ts';
import type { Database } from '../database/connect.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { isTransient, translateError } from '../database/translate-error.ts';
import type { Outbox } from '../queue/create-queue.ts';
import { changeCredentials } from './change-credentials.ts';
import type { InternedStates } from './intern-states.ts';
import { type CommitArguments, toArguments } from './payload.ts';
import { toTrackedRows } from './track.ts';

/** Raised by the function where a resource that must be new was created meanwhile. */
const CREATED_MEANWHILE = 'SL001';
/** Raised where a set of results that this process knew was removed meanwhile. */
const SET_GONE = 'SL002';
/** A deadlock undoes one of those that are in it; the others went on, so that another try soon gets through. */
const ATTEMPTS = 5;

/**
 * Writes everything that `writeSet` holds, or nothing (design decision 6).
 *
 * One call of the SQL function `sluice.commit`, which is one transaction; with jobs, what is to be tracked or credentials, one transaction around it and them. Rejects with `StorageUnavailable` when the connection is
 * lost: then it was written whole or not at all, and which of the two is not known.
 */
export async function commit(
  database: Database,
  outbox: Outbox,
  interned: InternedStates,
  writeSet: WriteSet,
  credentials: readonly CredentialChange[] = [],
): Promise<CommitResult> {
  const now = new Date().toISOString();
  for (let attempt = 1; ; attempt++) {
    try {
      const given = await toArguments(writeSet, now, interned);
      const { jobs, tracked = [] } = writeSet;
      return jobs.length === 0 && tracked.length === 0 && credentials.length === 0
        ? await callCommit(database.pool, given)
        : await commitWithMore(database.pool, outbox, given, { jobs, tracked, credentials });
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === CREATED_MEANWHILE)
        return { outcome: 'stale', what: 'resource' };
      if (isSetGone(error)) interned.forget();
      else if (!isTransient(error) || attempt === ATTEMPTS) throw translateError(error);
    }
  }
}

/** Sets that upkeep has removed are made again by the next try. */
export function isSetGone(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === SET_GONE;
}

/** What the SQL function does not write. */
type More = Required<Pick<WriteSet, 'jobs' | 'tracked'>> & {
  readonly credentials: readonly CredentialChange[];
};

async function commitWithMore(
  pool: pg.Pool,
  outbox: Outbox,
  given: CommitArguments,
  { jobs, tracked, credentials }: More,
): Promise<CommitResult> {
  await outbox.prepare(jobs);
  const result = await inTransaction(pool, async client => {
    const answer = await callCommit(client, given);
    if (answer.outcome !== 'committed') return answer;
    if (tracked.length > 0) await client.query('select sluice.track_resources($1)', [toTrackedRows(tracked)]);
    await changeCredentials(client, credentials);
    if (jobs.length > 0) await outbox.insert(client, jobs);
    return answer;
  });
  if (result.outcome === 'committed') outbox.nudge(jobs);
  return result;
}

async function callCommit(
  connection: pg.Pool | pg.PoolClient,
  given: CommitArguments,
): Promise<CommitResult> {
  const { rows } = await connection.query<{ result: CommitAnswer }>({
    name: 'sluice-commit',
    text: 'select sluice.commit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as result',
    values: [...given],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('sluice.commit gave no answer');
  const { result } = row;
  if (result.outcome === 'committed') return result;
  return { outcome: 'stale', what: result.what, ...(result.key === null ? {} : { key: result.key }) };
}

type CommitAnswer =
  | { readonly outcome: 'committed'; readonly revision: number }
  | {
      readonly outcome: 'stale';
      readonly what: 'revision' | 'resource' | 'parent';
      readonly key: string | null;
    };
