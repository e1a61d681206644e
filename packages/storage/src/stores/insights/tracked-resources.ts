import { type Selectable, sql } from 'kysely';
import type { Tables } from '../../database/schema.ts';
import type { Insights, TrackedResource } from '../../insights.ts';
import { createColumnTable } from '../../query/columns.ts';
import { isInRanges, toPlaces, toRanges } from '../../query/insights/places.ts';
import { readRowToken, writeRowToken } from '../../query/insights/row-token.ts';
import type { Reader } from './in-snapshot.ts';
import { allOf } from './narrow.ts';

const TRACKED_COLUMNS = createColumnTable('tracked resources', {
  trackedResourceId: { kind: 'text', sql: sql.ref('q.resource_id') },
  policyAssignmentId: { kind: 'text', sql: sql.ref('q.assignment_id') },
  policyDefinitionReferenceId: { kind: 'text', sql: sql.ref('q.reference_id'), emptyIsNull: true },
  lastUpdateUtc: { kind: 'time', sql: sql.ref('q.changed_at') },
});

type Row = Selectable<Tables['tracked_resources']>;

/** Each resource and rule once. */
export async function trackedResources(
  database: Reader,
  { under, filters, top, after }: Parameters<Insights['trackedResources']>[0],
): Promise<Awaited<ReturnType<Insights['trackedResources']>>> {
  const condition = allOf(filters, TRACKED_COLUMNS);
  const mark = after === undefined ? undefined : readRowToken(after, 3);
  if (under.length === 0) return { items: [] };
  const ranges = toRanges(toPlaces(under));
  const isAfter =
    mark === undefined
      ? sql`true`
      : sql`(q.resource_key, q.assignment_key, q.reference_key) > (${mark[0]}, ${mark[1]}, ${mark[2]})`;
  const { rows } = await database.run(db =>
    sql<Row>`
      select q.* from sluice.tracked_resources q
      where ${isInRanges(sql.ref('q.resource_key'), ranges)} and ${condition} and ${isAfter}
      order by q.resource_key, q.assignment_key, q.reference_key
      limit ${top + 1}`.execute(db),
  );
  const page = rows.slice(0, top);
  const last = page.at(-1);
  const items = page.map(toTracked);
  return rows.length > top && last !== undefined
    ? { items, next: writeRowToken([last.resource_key, last.assignment_key, last.reference_key]) }
    : { items };
}

function toTracked(row: Row): TrackedResource {
  return {
    resourceKey: row.resource_key,
    resourceId: row.resource_id,
    assignmentId: row.assignment_id,
    definitionId: row.definition_id,
    initiativeId: row.set_definition_id,
    referenceId: row.reference_id,
    created: { at: row.created_at, deploymentId: row.created_by },
    changed: { at: row.changed_at, deploymentId: row.changed_by },
  };
}
