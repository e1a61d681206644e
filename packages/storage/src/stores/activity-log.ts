import type { ActivityEntry } from '@sluice/engine/model';
import { type Selectable, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import { ACTIVITY_LOG_COLUMNS } from '../query/columns.ts';
import { readPageToken, writePageToken } from '../query/page-token.ts';
import { toCondition } from '../query/to-condition.ts';
import type { Page, Storage } from '../storage.ts';

export function createActivityLog(database: Database): Storage['activityLog'] {
  return {
    async mark() {
      const { rows } = await database.run(db =>
        sql<{ mark: number }>`select last_value as mark from sluice.activity_log_seq_seq`.execute(db),
      );
      return rows[0]?.mark ?? 0;
    },
    async query({ subscriptionId, tenantOnly = false, filter, top, after }) {
      const condition = filter === undefined ? undefined : toCondition(filter, ACTIVITY_LOG_COLUMNS);
      const mark = after === undefined ? undefined : readPageToken(after);
      const rows = await database.run(db => {
        let query = db
          .selectFrom('activity_log')
          .selectAll()
          .orderBy('at', 'desc')
          .orderBy('seq', 'desc')
          .limit(top + 1);
        if (subscriptionId !== undefined)
          query = query.where(sql`lower(subscription_id)`, '=', subscriptionId.toLowerCase());
        if (tenantOnly) query = query.where('subscription_id', 'is', null);
        if (condition !== undefined) query = query.where(condition);
        if (mark !== undefined)
          query = query.where(sql<boolean>`(at, seq) < (${mark.at}::timestamptz, ${mark.seq}::bigint)`);
        return query.execute();
      });
      return toPage(rows, top);
    },
    async list({ subscriptionId, filter, from, to, top, after }) {
      const condition = filter === undefined ? undefined : toCondition(filter, ACTIVITY_LOG_COLUMNS);
      const mark = after === undefined ? undefined : readPageToken(after);
      const rows = await database.run(db => {
        let query = db
          .selectFrom('activity_log')
          .selectAll()
          .where(sql<boolean>`at < ${to}::timestamptz`)
          .orderBy('at')
          .orderBy('seq')
          .limit(top + 1);
        if (subscriptionId !== undefined)
          query = query.where(sql`lower(subscription_id)`, '=', subscriptionId.toLowerCase());
        if (condition !== undefined) query = query.where(condition);
        if (from !== undefined) query = query.where(sql<boolean>`at >= ${from}::timestamptz`);
        if (mark !== undefined)
          query = query.where(sql<boolean>`(at, seq) > (${mark.at}::timestamptz, ${mark.seq}::bigint)`);
        return query.execute();
      });
      return toPage(rows, top);
    },
  };
}

type Row = Selectable<Tables['activity_log']>;

/** One row more than a page has says that there is another page. */
function toPage(rows: readonly Row[], top: number): Page<ActivityEntry> {
  const page = rows.slice(0, top);
  const last = page.at(-1);
  const items = page.map(toEntry);
  return rows.length > top && last !== undefined ? { items, next: writePageToken(last) } : { items };
}

/** A row as an entry. */
export function toEntry(row: Row): ActivityEntry {
  return {
    eventId: row.event_id,
    at: row.at,
    category: row.category as ActivityEntry['category'],
    subscriptionId: row.subscription_id,
    resourceGroup: row.resource_group,
    resourceId: row.resource_id,
    resourceType: row.resource_type,
    resourceProvider: row.resource_provider,
    operation: row.operation,
    status: row.status,
    level: row.level as ActivityEntry['level'],
    caller: row.caller,
    correlationId: row.correlation_id,
    body: row.body as ActivityEntry['body'],
  };
}
