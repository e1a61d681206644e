import { sql } from 'kysely';
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

type Row = {
  readonly resource_key: string;
  readonly assignment_key: string;
  readonly reference_key: string;
  readonly resource_id: string;
  readonly assignment_id: string;
  readonly reference_id: string | null;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly changed_at: string;
  readonly changed_by: string | null;
};

/**
 * Each resource and rule once: remediations that succeeded, and deployments that followed requests. A deployment is told of by what it
 * deployed, as long as it is kept; otherwise by the resource that it was for.
 */
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
      with acts as (
        select r.resource_id, m.body -> 'properties' ->> 'policyAssignmentId' as assignment_id,
          m.body -> 'properties' ->> 'policyDefinitionReferenceId' as reference_id, r.deployment_id, r.last_updated_on as at
        from sluice.remediated_resources r
        join sluice.resources m on m.key = r.remediation_key
        where r.status = 'Succeeded'
        union all
        select a.resource_id, p.policy ->> 'policyAssignmentId', p.policy ->> 'policyDefinitionReferenceId',
          a.body -> 'properties' ->> 'deploymentId', a.at
        from sluice.activity_log a
        cross join lateral json_array_elements((a.body -> 'properties' ->> 'policies')::json) as p(policy)
        where a.category = 'Policy' and a.status = 'Succeeded'
          and a.operation = 'Microsoft.Authorization/policies/deployIfNotExists/action'
      ), changed as (
        select coalesce(o.output ->> 'id', a.resource_id) as resource_id, a.assignment_id,
          nullif(a.reference_id, '') as reference_id, a.deployment_id, a.at
        from acts a
        left join sluice.resources d on d.key = lower(a.deployment_id)
        left join lateral json_array_elements(
          case when json_typeof(d.body -> 'properties' -> 'outputResources') = 'array'
            then d.body -> 'properties' -> 'outputResources' end) as o(output) on true
        where a.assignment_id is not null
      ), tracked as (
        select lower(c.resource_id) collate "C" as resource_key, lower(c.assignment_id) collate "C" as assignment_key,
          lower(coalesce(c.reference_id, '')) collate "C" as reference_key, min(c.resource_id) as resource_id,
          min(c.assignment_id) as assignment_id, min(c.reference_id) as reference_id, min(c.at) as created_at,
          max(c.at) as changed_at, (array_agg(c.deployment_id order by c.at))[1] as created_by,
          (array_agg(c.deployment_id order by c.at desc))[1] as changed_by
        from changed c
        group by 1, 2, 3
      )
      select q.* from tracked q
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
    referenceId: row.reference_id,
    created: { at: row.created_at, deploymentId: row.created_by },
    changed: { at: row.changed_at, deploymentId: row.changed_by },
  };
}
