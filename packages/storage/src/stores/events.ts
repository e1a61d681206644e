import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { LOCKS } from '../database/locks.ts';
import type { DeadLetter, Events } from '../events.ts';
import { readOutbox } from './outbox.ts';

/** `onWritten` comes from whoever commits. */
export function createEvents(database: Database, onWritten: Events['onWritten']): Events {
  return {
    onWritten,
    async isWaiting() {
      const { rows } = await database.run(db =>
        sql<{ found: boolean }>`select exists (select from sluice.outbox) as found`.execute(db),
      );
      return rows[0]?.found === true;
    },
    fanOut: (top, toDeliveries) =>
      database.run(kysely =>
        kysely.transaction().execute(async db => {
          const { rows } = await sql<{ mine: boolean }>`
            select pg_try_advisory_xact_lock(${LOCKS.fanOut}::bigint) as mine`.execute(db);
          if (rows[0]?.mine !== true) return 0;
          const taken = await db.selectFrom('outbox').select('seq').orderBy('seq').limit(top).execute();
          if (taken.length === 0) return 0;
          const deliveries = await toDeliveries(
            await readOutbox(
              db,
              taken.map(({ seq }) => seq),
            ),
          );
          if (deliveries.length > 0) {
            const given = deliveries.map(each => ({
              webhook_key: each.webhookKey,
              seq: each.seq,
              number: each.number,
              resource_key: each.resourceKey,
              event: each.event,
            }));
            await sql`select sluice.enqueue_deliveries(${JSON.stringify(given)}::json)`.execute(db);
          }
          await db
            .deleteFrom('outbox')
            .where(sql<boolean>`seq = any (${taken.map(({ seq }) => seq)}::bigint[])`)
            .execute();
          return taken.length;
        }),
      ),
    async lease(holder, seconds) {
      const { rows } = await database.run(db =>
        sql<{ webhook_key: string; is_failing: boolean }>`
          select * from sluice.lease_webhooks(${holder}, ${seconds}::integer)`.execute(db),
      );
      return rows.map(row => ({ webhookKey: row.webhook_key, isFailing: row.is_failing }));
    },
    due: (webhookKey, top) =>
      database.run(async db => {
        const rows = await db
          .selectFrom('deliveries')
          .select(['seq', 'number', 'resource_key', 'attempts', sql<string>`event::text`.as('event')])
          .where('webhook_key', '=', webhookKey)
          .where(sql<boolean>`due_at <= now()`)
          .orderBy('due_at')
          .orderBy('seq')
          .orderBy('number')
          .limit(top)
          .execute();
        return rows.map(({ resource_key: resourceKey, ...row }) => ({ ...row, resourceKey }));
      }),
    async settle(webhookKey, holder, { leaseSeconds, maxAgeSeconds }, outcomes) {
      const given = outcomes.map(({ seq, number, failed }) => ({
        seq,
        number,
        ...(failed && {
          error: failed.error,
          retry_ms: Math.round(failed.retryMs),
          ...(failed.pauseMs === undefined ? {} : { pause_ms: Math.round(failed.pauseMs) }),
        }),
      }));
      const { rows } = await database.run(db =>
        sql<{ held: boolean }>`
          select sluice.settle_deliveries(
            ${webhookKey}, ${holder}, ${leaseSeconds}::integer, ${maxAgeSeconds}::integer, ${JSON.stringify(given)}::json) as held`.execute(
          db,
        ),
      );
      return rows[0]?.held === true;
    },
    async release(webhookKey, holder) {
      await database.run(db =>
        db
          .updateTable('webhooks')
          .set({ lease: null, leased_until: null })
          .where('key', '=', webhookKey)
          .where('lease', '=', holder)
          .execute(),
      );
    },
    async bury(webhookKey, reason) {
      const { rows } = await database.run(db =>
        sql<{ count: number }>`select sluice.bury_deliveries(${webhookKey}, ${reason}) as count`.execute(db),
      );
      return rows[0]?.count ?? 0;
    },
    async statuses(webhookKeys) {
      const rows = await database.run(db =>
        db
          .selectFrom('webhooks as w')
          .select(eb => [
            'w.key',
            'w.delivered',
            'w.last_delivered_on',
            'w.failing_since',
            'w.last_error',
            eb
              .selectFrom('deliveries as d')
              .select(sql<number>`count(*)`.as('count'))
              .whereRef('d.webhook_key', '=', 'w.key')
              .where('d.dead_on', 'is', null)
              .as('waiting'),
            eb
              .selectFrom('deliveries as d')
              .select(sql<number>`count(*)`.as('count'))
              .whereRef('d.webhook_key', '=', 'w.key')
              .where('d.dead_on', 'is not', null)
              .as('dead'),
          ])
          .where(sql<boolean>`w.key = any (${[...webhookKeys]}::text[])`)
          .execute(),
      );
      return new Map(
        rows.map(row => [
          row.key,
          {
            delivered: row.delivered,
            lastDeliveredOn: row.last_delivered_on,
            waiting: row.waiting ?? 0,
            deadLettered: row.dead ?? 0,
            failingSince: row.failing_since,
            lastError: row.last_error,
          },
        ]),
      );
    },
    async deadLetters({ webhookKey, top, after = { seq: 0, number: 0 } }) {
      const rows = await database.run(db =>
        db
          .selectFrom('deliveries')
          .select(['seq', 'number', 'attempts', 'created_on', 'dead_on', 'last_error'])
          .select(sql<string>`event::text`.as('event'))
          .where('webhook_key', '=', webhookKey)
          .where('dead_on', 'is not', null)
          .where(sql<boolean>`(seq, number) > (${after.seq}::bigint, ${after.number}::integer)`)
          .orderBy('seq')
          .orderBy('number')
          .limit(top + 1)
          .execute(),
      );
      const items = rows.slice(0, top).map(
        (row): DeadLetter => ({
          seq: row.seq,
          number: row.number,
          event: row.event,
          attempts: row.attempts,
          createdOn: row.created_on,
          deadOn: row.dead_on ?? '',
          reason: row.last_error ?? '',
        }),
      );
      const last = items.at(-1);
      return rows.length > top && last !== undefined
        ? { items, next: { seq: last.seq, number: last.number } }
        : { items };
    },
    async redeliver(webhookKey, names) {
      const seqs = names?.map(({ seq }) => seq) ?? null;
      const numbers = names?.map(({ number }) => number) ?? null;
      const { rows } = await database.run(db =>
        sql<{ count: number }>`
          select sluice.redeliver(${webhookKey}, ${seqs}::bigint[], ${numbers}::integer[]) as count`.execute(
          db,
        ),
      );
      return rows[0]?.count ?? 0;
    },
    async prune(before) {
      const { numDeletedRows } = await database.run(db =>
        db.deleteFrom('deliveries').where('dead_on', '<', before).executeTakeFirstOrThrow(),
      );
      return Number(numDeletedRows);
    },
  };
}
