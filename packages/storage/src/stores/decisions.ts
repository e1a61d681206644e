import type { DecisionRecord } from '@sluice/engine/model';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import { DECISION_COLUMNS } from '../query/columns.ts';
import { readKeyToken, writeKeyToken } from '../query/page-token.ts';
import { toCondition } from '../query/to-condition.ts';
import type { Page, Storage } from '../storage.ts';
import { keyRangeBelow } from './key-range.ts';
import { membersOf, toStateResults } from './state-results.ts';

const DEFAULT_PAGE = 500;

export function createDecisions(database: Database): Storage['decisions'] {
  return {
    async get(id) {
      const row = await database.run(db =>
        db.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      return row === undefined ? undefined : toDecisionRecord(row);
    },
    async list({ from, to, under, top = DEFAULT_PAGE, after }) {
      if (under.length === 0) return { items: [] };
      const mark = after === undefined ? undefined : readKeyToken(after);
      const rows = await database.run(db => {
        const query = db
          .selectFrom('decisions')
          .selectAll()
          .where(sql<boolean>`at >= ${from}::timestamptz and at < ${to}::timestamptz`)
          .where(isAtOrBelow(under))
          .orderBy('at')
          .orderBy('id')
          .limit(top + 1);
        return (
          mark === undefined
            ? query
            : query.where(sql<boolean>`(at, id) > (${mark.at}::timestamptz, ${mark.key})`)
        ).execute();
      });
      return toPage(rows, top);
    },
    async query({ under, filter, top, after }) {
      const condition = filter === undefined ? undefined : toCondition(filter, DECISION_COLUMNS);
      const mark = after === undefined ? undefined : readKeyToken(after);
      if (under.length === 0) return { items: [] };
      const rows = await database.run(db => {
        let query = db
          .selectFrom('decisions')
          .selectAll()
          .where(isAtOrBelow(under))
          .orderBy('at', 'desc')
          .orderBy('id', 'desc')
          .limit(top + 1);
        if (condition !== undefined) query = query.where(condition);
        if (mark !== undefined)
          query = query.where(sql<boolean>`(at, id) < (${mark.at}::timestamptz, ${mark.key})`);
        return query.execute();
      });
      return toPage(rows, top);
    },
    async refusals(ids) {
      if (ids.length === 0) return new Map();
      const rows = await database.run(db =>
        db
          .selectFrom('decisions')
          .select(['id', 'resource_id', 'components', 'details', membersOf(sql.ref('set_id')).as('members')])
          .where(sql<boolean>`id = any (${[...ids]}::text[])`)
          .execute(),
      );
      return new Map(
        rows.map(({ id, resource_id, ...row }) => [
          id,
          toStateResults({ ...row, resource_id: resource_id ?? '' }).filter(
            each => each.refusal !== undefined,
          ),
        ]),
      );
    },
    async prune(olderThan, top) {
      const { numAffectedRows = 0n } = await database.run(db =>
        sql`
          delete from sluice.decisions where id in (
            select id from sluice.decisions where at < ${olderThan}::timestamptz order by at limit ${top})`.execute(
          db,
        ),
      );
      return Number(numAffectedRows);
    },
  };
}

type Row = Selectable<Tables['decisions']>;

/** About what is at or below one of the scopes; '' is the tenant. */
function isAtOrBelow(keys: readonly string[]): RawBuilder<boolean> {
  const each = keys.map(key => {
    const { from, to } = keyRangeBelow(key);
    return sql`resource_key = ${key} or (resource_key >= ${from} and resource_key < ${to})`;
  });
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

/** One row more than a page has says that there is another page. */
function toPage(rows: readonly Row[], top: number): Page<DecisionRecord> {
  const page = rows.slice(0, top);
  const last = page.at(-1);
  const items = page.map(toDecisionRecord);
  return rows.length > top && last !== undefined
    ? { items, next: writeKeyToken({ at: last.at, key: last.id }) }
    : { items };
}

/** A row as a record. */
export function toDecisionRecord(row: Row): DecisionRecord {
  return {
    id: row.id,
    at: row.at,
    revision: row.revision,
    engineVersion: row.engine_version,
    verdict: row.verdict as DecisionRecord['verdict'],
    resourceKey: row.resource_key,
    ...(row.principal_id === null ? {} : { principalId: row.principal_id }),
    request: row.request as DecisionRecord['request'],
  };
}
