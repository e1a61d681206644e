import { type Selectable, sql } from 'kysely';
import { toTrackedRows } from '../commit/track.ts';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import type { RemediatedResource, RemediationCounts, Storage } from '../storage.ts';

export function createRemediations(database: Database): Storage['remediations'] {
  return {
    async begin({ key, runId }) {
      await database.run(db =>
        db
          .deleteFrom('remediated_resources')
          .where('remediation_key', '=', key)
          .where('run_id', '<>', runId)
          .execute(),
      );
    },
    async add({ key, runId }, resources, at) {
      if (resources.length === 0) return;
      const rows = resources.map(each => ({
        resource_key: each.resourceKey,
        resource_id: each.resourceId,
        location: each.location,
      }));
      await database.run(db =>
        sql`
          insert into sluice.remediated_resources (
            run_id, resource_key, remediation_key, resource_id, location, created_on, last_updated_on)
          select ${runId}, n.resource_key, r.key, n.resource_id, n.location, ${at}::timestamptz, ${at}::timestamptz
          from json_to_recordset(${JSON.stringify(rows)}::json) as n(resource_key text, resource_id text, location text)
          join sluice.resources r on r.key = ${key}
          on conflict do nothing`.execute(db),
      );
    },
    async waiting(runId, top) {
      const rows = await database.run(db =>
        db
          .selectFrom('remediated_resources')
          .selectAll()
          .where('run_id', '=', runId)
          .where('status', '=', 'Accepted')
          .orderBy('resource_key')
          .limit(top)
          .execute(),
      );
      return rows.map(toRemediated);
    },
    async finish(runId, resourceKey, { status, deploymentId, error, at, tracked }) {
      const acts = tracked === undefined ? null : toTrackedRows([tracked]);
      await database.run(db =>
        sql`
          with finished as (
            update sluice.remediated_resources r set
              status = ${status}, deployment_id = ${deploymentId}, last_updated_on = ${at}::timestamptz,
              error = ${error === null ? null : JSON.stringify(error)}::json
            where r.run_id = ${runId} and r.resource_key = ${resourceKey} and r.status = 'Accepted'
            returning r.resource_key
          )
          select sluice.track_resources(${acts}::json)
          where ${acts}::text is not null and (
            exists (select from finished)
            or not exists (
              select from sluice.remediated_resources r
              where r.run_id = ${runId} and r.resource_key = ${resourceKey}))`.execute(db),
      );
    },
    async cancel(runId, at) {
      await database.run(db =>
        db
          .updateTable('remediated_resources')
          .set({ status: 'Canceled', last_updated_on: at })
          .where('run_id', '=', runId)
          .where('status', '=', 'Accepted')
          .execute(),
      );
    },
    async counts(runId) {
      const rows = await database.run(db =>
        db
          .selectFrom('remediated_resources')
          .select(['status', eb => eb.fn.countAll<string>().as('count')])
          .where('run_id', '=', runId)
          .groupBy('status')
          .execute(),
      );
      const found = new Map(rows.map(({ status, count }) => [status, Number(count)]));
      const of = (status: keyof RemediationCounts) => found.get(status) ?? 0;
      return {
        Accepted: of('Accepted'),
        Succeeded: of('Succeeded'),
        Failed: of('Failed'),
        Canceled: of('Canceled'),
      };
    },
    async list({ runId, top, after }) {
      const rows = await database.run(db => {
        const query = db
          .selectFrom('remediated_resources')
          .selectAll()
          .where('run_id', '=', runId)
          .orderBy('resource_key')
          .limit(top + 1);
        return (after === undefined ? query : query.where('resource_key', '>', after)).execute();
      });
      const items = rows.slice(0, top).map(toRemediated);
      const last = items.at(-1);
      return rows.length > top && last !== undefined ? { items, next: last.resourceKey } : { items };
    },
  };
}

function toRemediated(row: Selectable<Tables['remediated_resources']>): RemediatedResource {
  return {
    resourceKey: row.resource_key,
    resourceId: row.resource_id,
    location: row.location,
    status: row.status as RemediatedResource['status'],
    deploymentId: row.deployment_id,
    error: row.error as RemediatedResource['error'],
    createdOn: row.created_on,
    lastUpdatedOn: row.last_updated_on,
  };
}
