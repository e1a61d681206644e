-- The only writers of compliance states. A `head` is one resource's states: resource_key and so on, `results` as they
-- are kept (a text), and `rows`, one object for each result.

-- Ends the open stretches of a resource's results that are not among `rows` any more, or are different there.
create function sluice.end_states(of_key text, ended_at timestamptz, rows jsonb) returns void language plpgsql as $$
begin
  with ended as (
    delete from sluice.state_history_open o
    where o.resource_key = of_key
      and not exists (
        select 1
        from jsonb_to_recordset(rows) as r(
          assignment_key text, definition_key text, definition_version text, definition_reference_id text,
          component_id text, effect text, compliance_state text)
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

create function sluice.put_states(head jsonb) returns void language plpgsql as $$
declare
  of_key text := head ->> 'resource_key';
  of_id text := head ->> 'resource_id';
  of_type text := head ->> 'resource_type';
  of_scope text := head ->> 'scope_key';
  judged_at timestamptz := head ->> 'at';
  judged_revision bigint := head ->> 'revision';
begin
  insert into sluice.resource_states as s (resource_key, resource_id, resource_type, etag, revision, at, results)
  values (of_key, of_id, of_type, head ->> 'etag', judged_revision, judged_at, (head ->> 'results')::json)
  on conflict (resource_key) do update set
    resource_id = excluded.resource_id, resource_type = excluded.resource_type, etag = excluded.etag,
    revision = excluded.revision, at = excluded.at, results = excluded.results;

  delete from sluice.state_exceptions where resource_key = of_key;
  if exists (select from sluice.state_history_open where resource_key = of_key) then
    perform sluice.end_states(of_key, judged_at, head -> 'rows');
  end if;

  if (head ->> 'exceptional')::boolean then
    insert into sluice.state_exceptions (
      resource_key, scope_key, assignment_key, definition_key, definition_version, definition_reference_id,
      component_id, component_type, component_name, effect, compliance_state, at, detail)
    select
      of_key, of_scope, r.assignment_key, r.definition_key, r.definition_version, r.definition_reference_id,
      r.component_id, r.component_type, r.component_name, r.effect, r.compliance_state, judged_at, r.detail::json
    from jsonb_to_recordset(head -> 'rows') as r(
      assignment_key text, definition_key text, definition_version text, definition_reference_id text, component_id text,
      component_type text, component_name text, effect text, compliance_state text, detail text, exceptional boolean)
    where r.exceptional;
  end if;

  -- What is still open is the same as in `rows`: the others begin now.
  with begun as (
    insert into sluice.state_history_open (
      resource_key, resource_id, resource_type, scope_key, assignment_key, definition_key, definition_version,
      definition_reference_id, component_id, effect, compliance_state, revision, valid_from, valid_to)
    select
      of_key, of_id, of_type, of_scope, r.assignment_key, r.definition_key, r.definition_version,
      r.definition_reference_id, r.component_id, r.effect, r.compliance_state, judged_revision, judged_at, 'infinity'
    from jsonb_to_recordset(head -> 'rows') as r(
      assignment_key text, definition_key text, definition_version text, definition_reference_id text, component_id text,
      effect text, compliance_state text)
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
create function sluice.commit_states(heads jsonb) returns integer language plpgsql volatile
  set enable_seqscan = off
  set plan_cache_mode = force_generic_plan
as $$
declare
  head jsonb;
  taken integer := 0;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'sluice.commit_states needs READ COMMITTED';
  end if;
  for head in select h.value from jsonb_array_elements(heads) h order by h.value ->> 'resource_key' collate "C" loop
    -- FOR SHARE keeps writes of the resource out until its states are there; keys in order, as everywhere.
    perform from sluice.resources r
      where r.key = head ->> 'resource_key' and r.etag = head ->> 'etag'
      for share;
    continue when not found;
    -- A statement of its own: it sees the states that a write left behind while we waited for its lock.
    continue when exists (
      select from sluice.resource_states s
      where s.resource_key = head ->> 'resource_key' and s.revision > (head ->> 'revision')::bigint);
    perform sluice.put_states(head);
    taken := taken + 1;
  end loop;
  return taken;
end;
$$;
