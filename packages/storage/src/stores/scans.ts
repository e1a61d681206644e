import { randomUUID } from 'node:crypto';
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Tables } from '../database/schema.ts';
import { translateError } from '../database/translate-error.ts';
import { readKeyToken, writeKeyToken } from '../query/page-token.ts';
import type { Outbox } from '../queue/create-queue.ts';
import { JOB_SCHEMA } from '../queue/job-schema.ts';
import type { Scan, ScanPart, ScanPlace, Storage } from '../storage.ts';
import { keyRangeBelow } from './key-range.ts';
import { toResource } from './resources.ts';

/** This process, in what it worked on. */
const WORKER = randomUUID();
const ABANDONED =
  'Its work was given up: every server that had begun it has ended, or could not say how it went.';

export function createScans(database: Database, outbox: Outbox): Storage['scans'] {
  return {
    async create({ id, scopeKey, reason, at }, jobs) {
      await outbox.prepare(jobs);
      const made = await translated(() =>
        inTransaction(database.pool, async client => {
          // One at a time for a scope: a second request joins the first.
          await client.query('select pg_advisory_xact_lock(hashtextextended($1, 7210463))', [scopeKey]);
          const { rows } = await client.query<{ id: string }>(
            `select id from sluice.scans
             where scope_key = $1 and reason = $2 and ended_at is null order by asked_at limit 1`,
            [scopeKey, reason],
          );
          const [running] = rows;
          if (running !== undefined) return running.id;
          await client.query(
            `insert into sluice.scans (id, scope_key, reason, status, asked_at) values ($1, $2, $3, 'Queued', $4)`,
            [id, scopeKey, reason, at],
          );
          await outbox.insert(client, jobs);
          return id;
        }),
      );
      if (made === id) outbox.nudge(jobs);
      return made;
    },
    async plan({ places, revision, size }) {
      const parts: ScanPart[] = [];
      for (const place of places) parts.push(...(await cut(database, place, revision, size)));
      return parts;
    },
    async begin({ id, scopeKey, reason, revision, at }, parts, jobs) {
      await outbox.prepare(jobs);
      const rows = parts.map((each, part) => ({
        part,
        under: each.under,
        types: each.types,
        cursor_key: each.after,
        until_key: each.until,
        total: each.total,
      }));
      const begun = await translated(() =>
        inTransaction(database.pool, async client => {
          const { rowCount } = await client.query(
            `insert into sluice.scans as s (id, scope_key, reason, status, revision, asked_at, started_at)
             values ($1, $2, $3, 'Running', $4, $5, $5)
             on conflict (id) do update set status = 'Running', revision = excluded.revision, started_at = excluded.started_at
             where s.status = 'Queued'`,
            [id, scopeKey, reason, revision ?? null, at],
          );
          if (rowCount === 0) return false;
          await client.query(
            `insert into sluice.scan_parts (scan_id, part, under, types, cursor_key, until_key, total)
             select $1, p.* from json_to_recordset($2::json) as p(
               part integer, under text, types text[], cursor_key text, until_key text, total integer)`,
            [id, JSON.stringify(rows)],
          );
          await outbox.insert(client, jobs);
          return true;
        }),
      );
      if (begun) outbox.nudge(jobs);
      return begun;
    },
    async part(id, part) {
      const row = await database.run(db =>
        db
          .selectFrom('scan_parts as p')
          .innerJoin('scans as s', 's.id', 'p.scan_id')
          .selectAll('p')
          .select('s.revision')
          .where('p.scan_id', '=', id)
          .where('p.part', '=', part)
          .where('p.ended_at', 'is', null)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      return {
        under: row.under,
        types: row.types,
        after: row.cursor_key,
        until: row.until_key,
        total: row.total,
        ...(row.revision === null ? {} : { revision: row.revision }),
      };
    },
    async slice({ under, types, after, until, revision, top }) {
      const rows = await database.run(db =>
        sql<Selectable<Tables['resources']>>`
          select r.key, r.id, r.type, r.name, r.body, r.system_data, r.etag, r.instance_id, r.api_version, null as secrets
          from sluice.resources r ${judgedBefore(revision)}
          where ${isIn(under, types)} and r.key > ${after} and r.key <= ${until} ${isOutdated(revision)}
          order by r.key limit ${top}`.execute(db),
      );
      return rows.rows.map(toResource);
    },
    async advance(id, part, { after, judged }) {
      await database.run(db =>
        sql`
          update sluice.scan_parts
          set cursor_key = ${after}, judged = judged + ${judged}, worked_by = ${WORKER}
          where scan_id = ${id} and part = ${part} and cursor_key < ${after}`.execute(db),
      );
    },
    async endPart(id, part, at) {
      const isLast = await database.run(db => db.transaction().execute(each => endPart(each, id, part, at)));
      // A first scan has filled empty tables: until the database has looked at them, its plans are those for empty ones.
      if (isLast)
        await database.run(db =>
          sql`analyze sluice.resource_states, sluice.state_sets, sluice.state_members, sluice.state_counters`.execute(
            db,
          ),
        );
    },
    async end(id, { at, error, judged = 0 }) {
      const status = error === undefined ? 'Succeeded' : 'Failed';
      await database.run(db =>
        sql`
          with ended as (
            update sluice.scans set status = ${status}, ended_at = ${at}, error = ${error ?? null}
            where id = ${id} and ended_at is null
            returning id, scope_key
          )
          insert into sluice.scan_parts (
            scan_id, part, under, types, cursor_key, until_key, total, judged, worked_by, ended_at)
          select e.id, 0, e.scope_key, '{}', '', '', ${judged}::integer, ${judged}::integer, ${WORKER}, ${at}::timestamptz
          from ended e
          where ${judged}::integer > 0
          on conflict do nothing`.execute(db),
      );
    },
    async endAbandoned(at) {
      // Scans and their jobs are made, and end, in one statement each: no moment has the one without the other.
      await database.run(db =>
        sql`
          update sluice.scans s
          set status = 'Failed', ended_at = ${at}, error = ${ABANDONED}
          where s.ended_at is null and not exists (
            select from ${sql.table(`${JOB_SCHEMA}.job`)} j where j.data ->> 'scanId' = s.id and j.state < 'completed')`.execute(
          db,
        ),
      );
    },
    async get(id) {
      const { rows } = await database.run(db =>
        sql<ScanRow>`${SCANS} where s.id = ${id} group by s.id`.execute(db),
      );
      return rows.map(toScan)[0];
    },
    async list({ top, after }) {
      const mark = after === undefined ? undefined : readKeyToken(after);
      const { rows } = await database.run(db =>
        sql<ScanRow>`
          ${SCANS}
          ${mark === undefined ? sql`` : sql`where (s.asked_at, s.id) < (${mark.at}::timestamptz, ${mark.key})`}
          group by s.id order by s.asked_at desc, s.id desc limit ${top + 1}`.execute(db),
      );
      const items = rows.slice(0, top).map(toScan);
      const last = items.at(-1);
      return rows.length > top && last !== undefined
        ? { items, next: writeKeyToken({ at: last.askedAt, key: last.id }) }
        : { items };
    },
    async progress() {
      const { rows } = await database.run(db =>
        sql<{ running: number; total: number; judged: number }>`
          select count(distinct s.id) as running, coalesce(sum(p.total), 0)::bigint as total,
            coalesce(sum(p.judged), 0)::bigint as judged
          from sluice.scans s left join sluice.scan_parts p on p.scan_id = s.id
          where s.ended_at is null`.execute(db),
      );
      return rows[0] ?? { running: 0, total: 0, judged: 0 };
    },
    async prune(before) {
      await database.run(db => db.deleteFrom('scans').where('ended_at', '<', before).execute());
    },
  };
}

type ScanRow = Selectable<Tables['scans']> & {
  readonly total: number | null;
  readonly judged: number | null;
  readonly parts: number;
};

const SCANS = sql`
  select s.*, sum(p.total) as total, sum(p.judged) as judged, count(p.part) as parts
  from sluice.scans s left join sluice.scan_parts p on p.scan_id = s.id`;

function toScan(row: ScanRow): Scan {
  return {
    id: row.id,
    scopeKey: row.scope_key,
    reason: row.reason,
    status: row.status as Scan['status'],
    askedAt: row.asked_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    error: row.error,
    total: row.total ?? (row.status === 'Queued' ? null : 0),
    judged: row.judged ?? 0,
  };
}

/** The resources of a place in stretches of `size`, in key order. */
async function cut(
  database: Database,
  { under, types }: ScanPlace,
  revision: number | undefined,
  size: number,
): Promise<readonly ScanPart[]> {
  const { rows } = await database.run(db =>
    sql<{ key: string; n: number }>`
      select key, n from (
        select r.key, row_number() over (order by r.key) as n, count(*) over () as total
        from sluice.resources r ${judgedBefore(revision)}
        where ${isIn(under, types)} ${isOutdated(revision)}
      ) numbered
      where n % ${size} = 0 or n = total
      order by n`.execute(db),
  );
  return rows.map(({ key, n }, index) => {
    const before = rows[index - 1];
    return { under, types, after: before?.key ?? '', until: key, total: n - (before?.n ?? 0) };
  });
}

function isIn(under: string, types: readonly string[]): RawBuilder<boolean> {
  const { from, to } = keyRangeBelow(under);
  return sql<boolean>`r.type_key = any (${[...types]}::text[]) and (r.key = ${under} or r.key >= ${from} and r.key < ${to})`;
}

function judgedBefore(revision: number | undefined): RawBuilder<unknown> {
  return revision === undefined ? sql`` : sql`left join sluice.resource_states s on s.resource_key = r.key`;
}

function isOutdated(revision: number | undefined): RawBuilder<unknown> {
  return revision === undefined ? sql`` : sql`and (s.revision is null or s.revision < ${revision})`;
}

/** Ends a part, and its scan with the last one; whether that was it. */
async function endPart(db: Kysely<Tables>, id: string, part: number, at: string): Promise<boolean> {
  // Two that end at once must see each other.
  await db.selectFrom('scans').select('id').where('id', '=', id).forUpdate().execute();
  await db
    .updateTable('scan_parts')
    .set({ ended_at: at })
    .where('scan_id', '=', id)
    .where('part', '=', part)
    .where('ended_at', 'is', null)
    .execute();
  const [ended] = await db
    .updateTable('scans')
    .set({ status: 'Succeeded', ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('scan_parts').select('part').where('scan_id', '=', id).where('ended_at', 'is', null),
        ),
      ),
    )
    .execute();
  return Number(ended?.numUpdatedRows ?? 0) > 0;
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateError(error);
  }
}
