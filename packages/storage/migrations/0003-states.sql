-- The only writers of compliance states. `heads` has one object for each resource, `results` one for each result of
-- those resources; both carry resource_key, and what a result of a resource shares is in its head.

create function sluice.is_exceptional(compliance_state text) returns boolean language sql immutable as $$
  select compliance_state not in ('Compliant', 'NotApplicable')
$$;

-- Ends the open stretches of those results of `heads` that are not among `results` any more, or are different there.
create function sluice.end_states(heads jsonb, results jsonb) returns void language plpgsql as $$
begin
  with ended as (
    delete from sluice.state_history_open o
    using jsonb_to_recordset(heads) as h(resource_key text, at timestamptz)
    where o.resource_key = h.resource_key
      and not exists (
        select 1
        from jsonb_to_recordset(results) as r(
          resource_key text, assignment_key text, definition_key text, definition_version text,
          definition_reference_id text, component_id text, effect text, compliance_state text)
        where r.resource_key = o.resource_key
          and r.assignment_key = o.assignment_key
          and r.definition_reference_id is not distinct from o.definition_reference_id
          and r.component_id is not distinct from o.component_id
          and r.definition_key = o.definition_key
          and r.definition_version = o.definition_version
          and r.effect = o.effect
          and r.compliance_state = o.compliance_state)
    returning o.*, h.at as ended_at
  ), counted as (
    insert into sluice.state_counters (scope_key, assignment_key, definition_key, definition_reference_id, compliance_state, delta)
    select scope_key, assignment_key, definition_key, definition_reference_id, compliance_state, -count(*)
    from ended
    group by scope_key, assignment_key, definition_key, definition_reference_id, compliance_state
  )
  insert into sluice.state_history (
    resource_key, resource_id, resource_type, scope_key, assignment_key, definition_key, definition_version,
    definition_reference_id, component_id, effect, compliance_state, revision, valid_from, valid_to)
  select
    resource_key, resource_id, resource_type, scope_key, assignment_key, definition_key, definition_version,
    definition_reference_id, component_id, effect, compliance_state, revision, valid_from, ended_at
  from ended
  -- A stretch of no length held at no time.
  where valid_from < ended_at;
end;
$$;

create function sluice.put_states(heads jsonb, results jsonb) returns void language plpgsql as $$
declare
  keys text[] := array(select h.value ->> 'resource_key' from jsonb_array_elements(heads) h);
begin
  insert into sluice.resource_states as s (resource_key, resource_id, resource_type, etag, revision, at, results)
  select h.resource_key, h.resource_id, h.resource_type, h.etag, h.revision, h.at, h.results::json
  from jsonb_to_recordset(heads) as h(
    resource_key text, resource_id text, resource_type text, etag text, revision bigint, at timestamptz, results text)
  on conflict (resource_key) do update set
    resource_id = excluded.resource_id, resource_type = excluded.resource_type, etag = excluded.etag,
    revision = excluded.revision, at = excluded.at, results = excluded.results;

  delete from sluice.state_exceptions where resource_key = any (keys);
  perform sluice.end_states(heads, results);
  if jsonb_array_length(results) = 0 then return; end if;

  insert into sluice.state_exceptions (
    resource_key, scope_key, assignment_key, definition_key, definition_version, definition_reference_id,
    component_id, component_type, component_name, effect, compliance_state, at, detail)
  select
    r.resource_key, h.scope_key, r.assignment_key, r.definition_key, r.definition_version, r.definition_reference_id,
    r.component_id, r.component_type, r.component_name, r.effect, r.compliance_state, h.at, r.detail::json
  from jsonb_to_recordset(results) as r(
    resource_key text, assignment_key text, definition_key text, definition_version text, definition_reference_id text,
    component_id text, component_type text, component_name text, effect text, compliance_state text, detail text)
  join jsonb_to_recordset(heads) as h(resource_key text, scope_key text, at timestamptz) on h.resource_key = r.resource_key
  where sluice.is_exceptional(r.compliance_state);

  -- What is still open is the same as in `results`: the others begin now.
  with begun as (
    insert into sluice.state_history_open (
      resource_key, resource_id, resource_type, scope_key, assignment_key, definition_key, definition_version,
      definition_reference_id, component_id, effect, compliance_state, revision, valid_from, valid_to)
    select
      r.resource_key, h.resource_id, h.resource_type, h.scope_key, r.assignment_key, r.definition_key, r.definition_version,
      r.definition_reference_id, r.component_id, r.effect, r.compliance_state, h.revision, h.at, 'infinity'
    from jsonb_to_recordset(results) as r(
      resource_key text, assignment_key text, definition_key text, definition_version text, definition_reference_id text,
      component_id text, effect text, compliance_state text)
    join jsonb_to_recordset(heads) as h(
      resource_key text, resource_id text, resource_type text, scope_key text, revision bigint, at timestamptz)
      on h.resource_key = r.resource_key
    on conflict do nothing
    returning scope_key, assignment_key, definition_key, definition_reference_id, compliance_state
  )
  insert into sluice.state_counters (scope_key, assignment_key, definition_key, definition_reference_id, compliance_state, delta)
  select scope_key, assignment_key, definition_key, definition_reference_id, compliance_state, count(*)
  from begun
  group by scope_key, assignment_key, definition_key, definition_reference_id, compliance_state;
end;
$$;

-- Forgets the states of resources that are gone; their history ends.
create function sluice.drop_states(keys text[], gone_at timestamptz) returns void language plpgsql as $$
begin
  delete from sluice.resource_states where resource_key = any (keys);
  delete from sluice.state_exceptions where resource_key = any (keys);
  perform sluice.end_states(
    coalesce((select jsonb_agg(jsonb_build_object('resource_key', key, 'at', gone_at)) from unnest(keys) key), '[]'), '[]');
end;
$$;

-- Results of a scan: taken for those resources that are still at the version judged and were not judged at a newer
-- revision since. Returns how many resources were taken.
create function sluice.commit_states(heads jsonb, results jsonb) returns integer language plpgsql volatile as $$
declare
  taken text[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'sluice.commit_states needs READ COMMITTED';
  end if;
  -- FOR SHARE keeps writes of these resources out until the states are there; keys in order, as everywhere.
  with same as (
    select r.key
    from sluice.resources r
    join jsonb_to_recordset(heads) as h(resource_key text, etag text) on h.resource_key = r.key and h.etag = r.etag
    order by r.key
    for share of r
  )
  select array_agg(key) into taken from same;

  -- A statement of its own: it sees the states that a write left behind while we waited for its lock.
  select array_agg(h.resource_key) into taken
  from jsonb_to_recordset(heads) as h(resource_key text, revision bigint)
  left join sluice.resource_states s on s.resource_key = h.resource_key
  where h.resource_key = any (taken) and (s.revision is null or s.revision <= h.revision);
  if taken is null then return 0; end if;

  perform sluice.put_states(
    (select jsonb_agg(h.value) from jsonb_array_elements(heads) h where h.value ->> 'resource_key' = any (taken)),
    coalesce((select jsonb_agg(r.value) from jsonb_array_elements(results) r where r.value ->> 'resource_key' = any (taken)), '[]'));
  return cardinality(taken);
end;
$$;
