import type { LogBatch, LoggedEntry, SealedRow } from '@sluice/engine/model';
import { type Kysely, type Selectable, sql } from 'kysely';
import { toEntryRow } from '../commit/payload.ts';
import type { Database } from '../database/connect.ts';
import { LOCKS } from '../database/locks.ts';
import type { Tables } from '../database/schema.ts';
import { StorageQueryProblem } from '../errors.ts';
import type { Ledger, LedgerMoment, Sealing } from '../ledger.ts';

/** Batches that are looked at in one go, whatever they hold. */
const BATCHES = 200;

export function createLedger(database: Database): Ledger {
  return {
    async isWaiting() {
      const { rows } = await database.run(db =>
        sql<{ waits: boolean }>`select exists(select ${WAITING}) as waits`.execute(db),
      );
      return rows[0]?.waits ?? false;
    },
    seal(top, work) {
      return database.run(db => db.transaction().execute(trx => seal(trx, top, work)));
    },
    async batch(number) {
      if (number === undefined) return database.run(lastBatch);
      const row = await database.run(db =>
        db.selectFrom('log_batches').selectAll().where('number', '=', number).executeTakeFirst(),
      );
      return row === undefined ? undefined : toBatch(row);
    },
    async batches({ top, after }) {
      if (after !== undefined && !/^\d{1,15}$/.test(after))
        throw new StorageQueryProblem('The continuation token is not one that this service gave.');
      const rows = await database.run(db => {
        const query = db
          .selectFrom('log_batches')
          .selectAll()
          .orderBy('number', 'desc')
          .limit(top + 1);
        return (after === undefined ? query : query.where('number', '<', Number(after))).execute();
      });
      const items = rows.slice(0, top).map(toBatch);
      const last = items.at(-1);
      return rows.length > top && last !== undefined ? { items, next: String(last.number) } : { items };
    },
    prune(limits, tell) {
      return database.run(db => db.transaction().execute(trx => prune(trx, limits, tell)));
    },
    read(work) {
      return database.run(db =>
        db
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute(async trx => {
            await sql`set local statement_timeout = 0`.execute(trx);
            return work(momentOf(trx));
          }),
      );
    },
  };
}

/** What is marked as unsealed and is there; that it is not sealed already can only fail where somebody tampered with the marks. */
const WAITING = sql`
  from sluice.unsealed u join sluice.activity_log a on a.seq = u.seq
  where not exists (select from sluice.sealed_entries s where s.seq = u.seq)`;

/** An entry of the log with all its columns as they are hashed. Sessions are in UTC. */
const LOGGED = sql`
  a.seq, a.event_id, to_char(a.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, a.category, a.subscription_id, a.resource_group,
  a.resource_id, a.resource_type, a.resource_provider, a.operation, a.status, a.level, a.caller, a.correlation_id,
  a.body::text as body`;

type LoggedRow = Omit<Selectable<Tables['activity_log']>, 'at' | 'body'> & {
  readonly at: string | null;
  readonly body: string;
};

async function lastBatch(db: Kysely<Tables>): Promise<LogBatch | undefined> {
  const row = await db
    .selectFrom('log_batches')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : toBatch(row);
}

async function seal(
  trx: Kysely<Tables>,
  top: number,
  work: (last: LogBatch | undefined, entries: readonly LoggedEntry[]) => Promise<Sealing>,
): Promise<LogBatch | undefined> {
  const { rows: lock } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(${LOCKS.ledger}) as mine`.execute(trx);
  if (lock[0]?.mine !== true) return undefined;
  // By their keys: no plan may read the whole log because the marks were many when the tables were analyzed.
  await sql`set local enable_seqscan = off`.execute(trx);
  const { rows } = await sql<LoggedRow>`select ${LOGGED} ${WAITING} order by u.seq limit ${top}`.execute(trx);
  if (rows.length === 0) return undefined;
  const sealing = await work(await lastBatch(trx), rows.map(toLogged));
  const batch = toBatchRow(sealing);
  await trx.insertInto('log_batches').values(batch).execute();
  const { entries } = sealing;
  await sql`
    insert into sluice.sealed_entries (seq, batch, event_id, leaf)
    select e.seq, ${batch.number}, e.event_id, decode(e.leaf, 'hex')
    from unnest(
      ${entries.map(({ seq }) => seq)}::bigint[], ${entries.map(({ eventId }) => eventId)}::text[],
      ${entries.map(({ leaf }) => leaf)}::text[]) as e(seq, event_id, leaf)`.execute(trx);
  await sql`delete from sluice.unsealed where seq = any (${entries.map(({ seq }) => seq)}::bigint[])`.execute(
    trx,
  );
  return toBatch(batch);
}

async function prune(
  trx: Kysely<Tables>,
  { olderThan, top }: Parameters<Ledger['prune']>[0],
  tell: Parameters<Ledger['prune']>[1],
): Promise<number> {
  await sql`select pg_advisory_xact_lock(${LOCKS.ledger})`.execute(trx);
  const kept = await trx
    .selectFrom('log_batches')
    .select(['number', 'count', sql<boolean>`sealed_at < ${olderThan}::timestamptz`.as('old')])
    .where('pruned_at', 'is', null)
    .orderBy('number')
    .limit(BATCHES)
    .execute();
  const end = kept.findIndex(({ old }) => !old);
  const old = upTo(top, end === -1 ? kept : kept.slice(0, end));
  const [first, last] = [old[0]?.number, old.at(-1)?.number];
  if (first === undefined || last === undefined) return 0;
  const { rows: young } = await sql<{ batch: number | null }>`
    select min(s.batch) as batch from sluice.sealed_entries s join sluice.activity_log a on a.seq = s.seq
    where s.batch between ${first} and ${last} and a.at >= ${olderThan}::timestamptz`.execute(trx);
  const throughBatch = (young[0]?.batch ?? last + 1) - 1;
  if (throughBatch < first) return 0;
  const gone = await sql`
    delete from sluice.activity_log a using sluice.sealed_entries s
    where s.seq = a.seq and s.batch between ${first} and ${throughBatch}`.execute(trx);
  await trx
    .updateTable('log_batches')
    .set({ pruned_at: sql`now()` })
    .where('number', '>=', first)
    .where('number', '<=', throughBatch)
    .execute();
  const entries = Number(gone.numAffectedRows ?? 0n);
  await trx
    .insertInto('activity_log')
    .values(toEntryRow(tell({ throughBatch, entries })))
    .execute();
  return entries;
}

/** The first of them, of `top` entries in all, but at least one. */
function upTo<Batch extends { readonly count: number }>(
  top: number,
  batches: readonly Batch[],
): readonly Batch[] {
  let sum = 0;
  return batches.filter(({ count }, index) => {
    sum += count;
    return index === 0 || sum <= top;
  });
}

function momentOf(trx: Kysely<Tables>): LedgerMoment {
  return {
    last: () => lastBatch(trx),
    async sealed(after, top) {
      const found = await trx
        .selectFrom('log_batches')
        .selectAll()
        .where('number', '>', after)
        .orderBy('number')
        .limit(BATCHES)
        .execute();
      const batches = upTo(top, found).map(toBatch);
      const [first, last] = [batches[0]?.number, batches.at(-1)?.number];
      if (first === undefined || last === undefined) return [];
      const { rows } = await sql<SealedLoggedRow>`
        select s.seq as sealed_seq, s.batch, s.event_id as sealed_event_id, encode(s.leaf, 'hex') as leaf, ${LOGGED}
        from sluice.sealed_entries s left join sluice.activity_log a on a.seq = s.seq
        where s.batch between ${first} and ${last} order by s.batch, s.seq`.execute(trx);
      const byBatch = Map.groupBy(rows, ({ batch }) => batch);
      return batches.map(batch => ({ batch, rows: (byBatch.get(batch.number) ?? []).map(toSealedRow) }));
    },
    async waiting(after, top) {
      const { rows } = await sql<MaybeLoggedRow & { readonly waiting_seq: number }>`
        select u.seq as waiting_seq, ${LOGGED} from sluice.unsealed u left join sluice.activity_log a on a.seq = u.seq
        where u.seq > ${after} order by u.seq limit ${top}`.execute(trx);
      return rows.map(row => ({ seq: row.waiting_seq, entry: toMaybeLogged(row) }));
    },
    async strays(after, top) {
      const { rows } = await sql<{ seq: number; event_id: string }>`
        select a.seq, a.event_id from sluice.activity_log a
        where a.seq > ${after} and not exists (select from sluice.sealed_entries s where s.seq = a.seq)
          and not exists (select from sluice.unsealed u where u.seq = a.seq)
        order by a.seq limit ${top}`.execute(trx);
      return rows.map(row => ({ seq: row.seq, eventId: row.event_id }));
    },
  };
}

/** Of a left join: all null where there is no entry. */
type MaybeLoggedRow = LoggedRow | (Omit<LoggedRow, 'seq'> & { readonly seq: null });
type SealedLoggedRow = MaybeLoggedRow & {
  readonly sealed_seq: number;
  readonly batch: number;
  readonly sealed_event_id: string;
  readonly leaf: string;
};

function toSealedRow(row: SealedLoggedRow): SealedRow {
  return {
    seq: row.sealed_seq,
    eventId: row.sealed_event_id,
    leaf: row.leaf,
    entry: toMaybeLogged(row),
  };
}

function toMaybeLogged(row: MaybeLoggedRow): LoggedEntry | undefined {
  return row.seq === null ? undefined : toLogged({ ...row, seq: row.seq });
}

function toLogged(row: LoggedRow): LoggedEntry {
  return {
    seq: row.seq,
    eventId: row.event_id,
    at: row.at,
    category: row.category,
    subscriptionId: row.subscription_id,
    resourceGroup: row.resource_group,
    resourceId: row.resource_id,
    resourceType: row.resource_type,
    resourceProvider: row.resource_provider,
    operation: row.operation,
    status: row.status,
    level: row.level,
    caller: row.caller,
    correlationId: row.correlation_id,
    body: row.body,
  };
}

type BatchRow = Selectable<Tables['log_batches']>;

function toBatch(row: BatchRow): LogBatch {
  return {
    version: row.version,
    number: row.number,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    count: row.count,
    total: row.total,
    root: toHex(row.root),
    previous: toHex(row.previous),
    sealedAt: row.sealed_at,
    hash: toHex(row.hash),
    checkpoint: row.checkpoint,
    prunedAt: row.pruned_at,
  };
}

function toBatchRow({ header, hash, checkpoint }: Sealing): BatchRow {
  return {
    number: header.number,
    version: header.version,
    first_seq: header.firstSeq,
    last_seq: header.lastSeq,
    count: header.count,
    total: header.total,
    root: Buffer.from(header.root, 'hex'),
    previous: Buffer.from(header.previous, 'hex'),
    hash: Buffer.from(hash, 'hex'),
    sealed_at: header.sealedAt,
    checkpoint,
    pruned_at: null,
  };
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
