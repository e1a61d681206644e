-- What rules have had deployed or set right is kept by itself, from now on: it ends with the resource that it is about, and neither with the
-- remediation that did it nor with the entry of the log that tells of it.
create table sluice.tracked_resources (
  resource_key text collate "C" not null references sluice.resources (key) on delete cascade,
  assignment_key text collate "C" not null,
  -- Of the member of an initiative; '': the definition was not assigned as one.
  reference_key text collate "C" not null,
  resource_id text not null,
  assignment_id text not null,
  -- Null: not known any more when this table was made.
  definition_id text,
  set_definition_id text,
  reference_id text,
  -- The first and the last time, and the deployment that did it, if it was one.
  created_at timestamptz not null,
  created_by text,
  changed_at timestamptz not null,
  changed_by text,
  primary key (resource_key, assignment_key, reference_key)
);

-- Notes what rules have done: [{resource_id, assignment_id, definition_id, set_definition_id, reference_id, deployment_id, at}]. A deployment
-- is noted of what it deployed, where that is known; otherwise of the resource that it was for. What is gone is left out. In any order.
create function sluice.track_resources(acts json) returns void language sql volatile
  set enable_seqscan = off
as $$
  with changed as (
    select lower(coalesce(o.output ->> 'id', a.resource_id)) collate "C" as resource_key, a.*
    from json_to_recordset(acts) as a(
      resource_id text, assignment_id text, definition_id text, set_definition_id text, reference_id text, deployment_id text,
      at timestamptz)
    left join sluice.resources d on d.key = lower(a.deployment_id) collate "C"
    left join lateral json_array_elements(
      case when json_typeof(d.body -> 'properties' -> 'outputResources') = 'array'
        then d.body -> 'properties' -> 'outputResources' end) as o(output) on true
  ), present as materialized (
    -- The lock keeps what is here from going before it is noted; keys in order, as everywhere.
    select r.key, r.id, c.assignment_id, c.definition_id, c.set_definition_id, nullif(c.reference_id, '') as reference_id,
      c.deployment_id, c.at
    from changed c
    join sluice.resources r on r.key = c.resource_key
    order by r.key
    for key share of r
  )
  insert into sluice.tracked_resources as t (
    resource_key, assignment_key, reference_key, resource_id, assignment_id, definition_id, set_definition_id, reference_id,
    created_at, created_by, changed_at, changed_by)
  select p.key, lower(p.assignment_id) collate "C", lower(coalesce(p.reference_id, '')) collate "C", min(p.id),
    (array_agg(p.assignment_id order by p.at desc))[1], (array_agg(p.definition_id order by p.at desc))[1],
    (array_agg(p.set_definition_id order by p.at desc))[1], (array_agg(p.reference_id order by p.at desc))[1],
    min(p.at), (array_agg(p.deployment_id order by p.at))[1], max(p.at), (array_agg(p.deployment_id order by p.at desc))[1]
  from present p
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (resource_key, assignment_key, reference_key) do update set
    resource_id = excluded.resource_id,
    assignment_id = case when excluded.changed_at < t.changed_at then t.assignment_id else excluded.assignment_id end,
    definition_id = case when excluded.changed_at < t.changed_at then t.definition_id else excluded.definition_id end,
    set_definition_id = case when excluded.changed_at < t.changed_at then t.set_definition_id else excluded.set_definition_id end,
    reference_id = case when excluded.changed_at < t.changed_at then t.reference_id else excluded.reference_id end,
    created_at = least(t.created_at, excluded.created_at),
    created_by = case when excluded.created_at < t.created_at then excluded.created_by else t.created_by end,
    changed_at = greatest(t.changed_at, excluded.changed_at),
    changed_by = case when excluded.changed_at < t.changed_at then t.changed_by else excluded.changed_by end
$$;

-- What remediations have done that are there; what their assignments are about is what they are about now.
select sluice.track_resources(json_agg(json_build_object(
  'resource_id', r.resource_id, 'assignment_id', m.assignment_id, 'reference_id', m.reference_id, 'deployment_id', r.deployment_id,
  'definition_id', case when i.record is null then a.definition_id else (
    select e.member ->> 'policyDefinitionId'
    from json_array_elements(i.record -> 'members') as e(member)
    where lower(e.member ->> 'policyDefinitionReferenceId') = lower(m.reference_id)
    limit 1) end,
  'set_definition_id', case when i.record is not null then a.definition_id end, 'at', r.last_updated_on)))
from sluice.remediated_resources r
join lateral (
  select k.body -> 'properties' ->> 'policyAssignmentId' as assignment_id,
    k.body -> 'properties' ->> 'policyDefinitionReferenceId' as reference_id
  from sluice.resources k
  where k.key = r.remediation_key) as m on m.assignment_id is not null
left join lateral (
  select s.record ->> 'policyDefinitionId' as definition_id
  from sluice.snapshot_records s
  where s.kind = 'policyAssignment' and s.key = lower(m.assignment_id) and s.revision_to is null) as a on true
left join sluice.snapshot_records i
  on i.kind = 'policySetDefinition' and i.key = lower(a.definition_id) and i.revision_to is null
where r.status = 'Succeeded'
group by r.run_id;

-- What deployIfNotExists has deployed after requests, as far as the log goes back.
select sluice.track_resources(json_agg(json_build_object(
  'resource_id', a.resource_id, 'assignment_id', p.policy ->> 'policyAssignmentId',
  'definition_id', p.policy ->> 'policyDefinitionId', 'set_definition_id', p.policy ->> 'policySetDefinitionId',
  'reference_id', p.policy ->> 'policyDefinitionReferenceId', 'deployment_id', a.body -> 'properties' ->> 'deploymentId',
  'at', a.at)))
from sluice.activity_log a
cross join lateral json_array_elements((a.body -> 'properties' ->> 'policies')::json) as p(policy)
where a.category = 'Policy' and a.status = 'Succeeded'
  and a.operation = 'Microsoft.Authorization/policies/deployIfNotExists/action'
  and p.policy ->> 'policyAssignmentId' is not null
group by date_trunc('hour', a.at);

drop index sluice.activity_log_deployed;
