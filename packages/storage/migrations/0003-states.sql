-- The results in a document that holds them: {components: [{id, type, name}], results: [{..., component}]}, where `component`
-- is the place of a result's component, from 0; absent: the resource itself.
create function sluice.rows_of(results json) returns table (
  assignment_key text, definition_key text, definition_version text, definition_reference_id text, component_id text,
  component_type text, component_name text, effect text, compliance_state text, detail text
) language sql immutable as $$
  select
    r.assignment_key, r.definition_key, r.definition_version, r.definition_reference_id, c.id, c.type, c.name, r.effect,
    r.compliance_state, r.detail
  from json_to_recordset(results -> 'results') as r(
    assignment_key text, definition_key text, definition_version text, definition_reference_id text, component integer,
    effect text, compliance_state text, detail text)
  left join rows from (json_to_recordset(results -> 'components') as (id text, type text, name text))
    with ordinality as c(id, type, name, place) on c.place = r.component + 1
$$;

-- The only writers of compliance states. `results` are all results of one resource, as resource_states keeps them.

-- Ends the open stretches of a resource's results that are not among `results` any more, or are different there.
create function sluice.end_states(of_key text, ended_at timestamptz, results json) returns void language plpgsql as $$
begin
  with ended as (
    delete from sluice.state_history_open o
    where o.resource_key = of_key
      and not exists (
        select 1
        from sluice.rows_of(results) r
        where r.assignment_key = o.assignment_key
          and r.definition_reference_id is not distinct from o.definition_reference_id
          and r.component_id is not distinct from o.component_id
          and r.definition_key = o.definition_key
          and r.definition_version = o.definition_version
          and r.effect = o.effect
          and r.compliance_state = o.compliance_state)
    returning o.*
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

-- Replaces the states of one resource. Most writes change none: they cost one update, without indexes.
create function sluice.put_states(
  of_key text, of_id text, of_type text, of_scope text, of_etag text, judged_revision bigint, judged_at timestamptz, of_results text)
  returns void language plpgsql as $$
declare
  results json;
  unchanged boolean;
begin
  select s.results::text = of_results into unchanged from sluice.resource_states s where s.resource_key = of_key;
  if unchanged then
    update sluice.resource_states s set
      resource_id = of_id, resource_type = of_type, etag = of_etag, revision = judged_revision, at = judged_at
    where s.resource_key = of_key;
    return;
  end if;

  results := of_results::json;
  insert into sluice.resource_states as s (resource_key, resource_id, resource_type, etag, revision, at, results)
  values (of_key, of_id, of_type, of_etag, judged_revision, judged_at, results)
  on conflict (resource_key) do update set
    resource_id = excluded.resource_id, resource_type = excluded.resource_type, etag = excluded.etag,
    revision = excluded.revision, at = excluded.at, results = excluded.results;

  if unchanged is not null then
    delete from sluice.state_exceptions where resource_key = of_key;
    perform sluice.end_states(of_key, judged_at, results);
  end if;

  insert into sluice.state_exceptions (
    resource_key, scope_key, assignment_key, definition_key, definition_version, definition_reference_id,
    component_id, component_type, component_name, effect, compliance_state, detail)
  select
    of_key, of_scope, r.assignment_key, r.definition_key, r.definition_version, r.definition_reference_id,
    r.component_id, r.component_type, r.component_name, r.effect, r.compliance_state, r.detail::json
  from sluice.rows_of(results) r
  where r.compliance_state not in ('Compliant', 'NotApplicable');

  -- What is still open is the same as in `results`: the others begin now.
  with begun as (
    insert into sluice.state_history_open (
      resource_key, resource_id, resource_type, scope_key, assignment_key, definition_key, definition_version,
      definition_reference_id, component_id, effect, compliance_state, revision, valid_from, valid_to)
    select
      of_key, of_id, of_type, of_scope, r.assignment_key, r.definition_key, r.definition_version,
      r.definition_reference_id, r.component_id, r.effect, r.compliance_state, judged_revision, judged_at, 'infinity'
    from sluice.rows_of(results) r
    on conflict do nothing
    returning assignment_key, definition_key, definition_reference_id, compliance_state
  )
  insert into sluice.state_counters (scope_key, assignment_key, definition_key, definition_reference_id, compliance_state, delta)
  select of_scope, assignment_key, definition_key, definition_reference_id, compliance_state, count(*)
  from begun
  group by assignment_key, definition_key, definition_reference_id, compliance_state;
end;
$$;

-- Forgets the states of a resource that is gone; their history ends.
create function sluice.drop_states(of_key text, gone_at timestamptz) returns void language plpgsql as $$
begin
  delete from sluice.resource_states where resource_key = of_key;
  if found then
    delete from sluice.state_exceptions where resource_key = of_key;
    perform sluice.end_states(of_key, gone_at, '[]');
  end if;
end;
$$;

-- Results of a scan: taken for those resources that are still at the version judged and were not judged at a newer
-- revision since. Returns how many resources were taken.
create function sluice.commit_states(states json) returns integer language plpgsql volatile
  set enable_seqscan = off
  set plan_cache_mode = force_generic_plan
as $$
declare
  judged record;
  taken integer := 0;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'sluice.commit_states needs READ COMMITTED';
  end if;
  for judged in
    select * from json_to_recordset(states) as s(
      resource_key text, resource_id text, resource_type text, scope_key text, etag text, revision bigint, at timestamptz,
      results text)
    order by s.resource_key collate "C"
  loop
    -- FOR SHARE keeps writes of the resource out until its states are there; keys in order, as everywhere.
    perform from sluice.resources r where r.key = judged.resource_key and r.etag = judged.etag for share;
    continue when not found;
    -- A statement of its own: it sees the states that a write left behind while we waited for its lock.
    continue when exists (
      select from sluice.resource_states s where s.resource_key = judged.resource_key and s.revision > judged.revision);
    perform sluice.put_states(
      judged.resource_key, judged.resource_id, judged.resource_type, judged.scope_key, judged.etag, judged.revision, judged.at,
      judged.results);
    taken := taken + 1;
  end loop;
  return taken;
end;
$$;
