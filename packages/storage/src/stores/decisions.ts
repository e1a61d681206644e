import type { DecisionRecord } from '@sluice/engine/model';
import { type Selectable, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import { StorageQueryProblem } from '../errors.ts';
import type { Storage } from '../storage.ts';
import { keyRangeBelow } from './key-range.ts';

const DEFAULT_PAGE = 500;

export function createDecisions(database: Database): Storage['decisions'] {
  return {
    async get(id) {
      const row = await database.run(db =>
        db.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      return row === undefined ? undefined : toRecord(row);
    },
    async list({ from, to, under, top = DEFAULT_PAGE, after }) {
      if (under.length === 0) return { items: [] };
      const mark = after === undefined ? undefined : readMark(after);
      const rows = await database.run(db => {
        const query = db
          .selectFrom('decisions')
          .selectAll()
          .where(sql<boolean>`at >= ${from}::timestamptz and at < ${to}::timestamptz`)
          .where(eb =>
            eb.or(
              under.map(key => {
                const range = keyRangeBelow(key);
                return eb.or([
                  eb('resource_key', '=', key),
                  eb.and([eb('resource_key', '>=', range.from), eb('resource_key', '<', range.to)]),
                ]);
              }),
            ),
          )
          .orderBy('at')
          .orderBy('id')
          .limit(top + 1);
        return (
          mark === undefined
            ? query
            : query.where(sql<boolean>`(at, id) > (${mark.at}::timestamptz, ${mark.id})`)
        ).execute();
      });
      const page = rows.slice(0, top);
      const last = page.at(-1);
      const items = page.map(toRecord);
      return rows.length > top && last !== undefined ? { items, next: `${last.at} ${last.id}` } : { items };
    },
  };
}

function toRecord(row: Selectable<Tables['decisions']>): DecisionRecord {
  return {
    id: row.id,
    at: row.at,
    revision: row.revision,
    engineVersion: row.engine_version,
    verdict: row.verdict as DecisionRecord['verdict'],
    resourceKey: row.resource_key,
    request: row.request as DecisionRecord['request'],
  };
}

function readMark(token: string): { readonly at: string; readonly id: string } {
  const [at = '', id = ''] = token.split(' ');
  if (Number.isNaN(Date.parse(at)) || id === '')
    throw new StorageQueryProblem('The continuation token is not one that this service gave.');
  return { at, id };
}
