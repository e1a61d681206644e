import type { SnapshotChange } from '@sluice/engine/model';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Listener } from '../database/listen.ts';
import type { Storage } from '../storage.ts';
import { inSnapshot, type Reader } from './insights/in-snapshot.ts';

type Row = {
  readonly revision: number;
  readonly kind: SnapshotChange['kind'] | null;
  readonly key: string;
  readonly record: unknown;
};

/** Each of these is one statement, or reads one moment, so that the revision and the records belong together. */
export function createChanges(database: Database, listener: Listener): Storage['changes'] {
  return {
    async revision() {
      const row = await database.run(db =>
        db.selectFrom('revision').select('value').executeTakeFirstOrThrow(),
      );
      return row.value;
    },
    current: () =>
      inSnapshot(database, async reader => {
        const { value } = await reader.run(db =>
          db.selectFrom('revision').select('value').executeTakeFirstOrThrow(),
        );
        const changes: SnapshotChange[] = [];
        let mark: Row | undefined;
        do {
          const rows = await recordsAfter(reader, mark);
          // One by one: there may be more than a call takes.
          for (const change of toChanges(rows, value).changes) changes.push(change);
          mark = rows.length < PAGE ? undefined : rows.at(-1);
        } while (mark !== undefined);
        return { revision: value, changes };
      }),
    async since(revision) {
      const { rows } = await database.run(db =>
        sql<Row>`
          with moved as (
            select kind, key from sluice.snapshot_records where revision_from > ${revision}
            union
            select kind, key from sluice.snapshot_records where revision_to > ${revision}
          ), net as (
            select m.kind, m.key, now.record
            from moved m
            left join sluice.snapshot_records now on now.kind = m.kind and now.key = m.key and now.revision_to is null
            -- What came and went in between is no change.
            where now.record is not null or exists (
              select from sluice.snapshot_records past
              where past.kind = m.kind and past.key = m.key
                and past.revision_from <= ${revision} and (past.revision_to is null or past.revision_to > ${revision}))
          )
          select r.value as revision, n.kind, n.key, n.record
          from sluice.revision r left join net n on true
          order by n.kind, n.key`.execute(db),
      );
      return toChanges(rows, revision);
    },
    async at(revision) {
      const { rows } = await database.run(db =>
        sql<Row>`
          select ${revision}::bigint as revision, kind, key, record
          from sluice.snapshot_records
          where revision_from <= ${revision} and (revision_to is null or revision_to > ${revision})
          order by kind, key`.execute(db),
      );
      return toChanges(rows, revision);
    },
    listen: onRevision => listener.add(onRevision),
  };
}

/** What is read at once of all records: with Azure's whole collection they are a hundred megabytes of text, of which little need be held. */
const PAGE = 500;

async function recordsAfter(reader: Reader, mark: Row | undefined): Promise<readonly Row[]> {
  const isAfter = mark === undefined ? sql`true` : sql`(s.kind, s.key) > (${mark.kind}, ${mark.key})`;
  const { rows } = await reader.run(db =>
    sql<Row>`
      select 0 as revision, s.kind, s.key, s.record
      from sluice.snapshot_records s
      where s.revision_to is null and ${isAfter}
      order by s.kind, s.key
      limit ${PAGE}`.execute(db),
  );
  return rows;
}

function toChanges(
  rows: readonly Row[],
  otherwise: number,
): { readonly revision: number; readonly changes: readonly SnapshotChange[] } {
  return {
    revision: rows[0]?.revision ?? otherwise,
    // A record was written under its kind, which is what the union asks for.
    changes: rows.flatMap(({ kind, key, record }) =>
      kind === null ? [] : [{ kind, key, record: record ?? null } as SnapshotChange],
    ),
  };
}
