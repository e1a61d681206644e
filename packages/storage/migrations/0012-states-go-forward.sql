-- A write may be decided before a scan that has judged the resource meanwhile, and commit after it. What replaces states is later
-- than they are, by a millisecond at least: each of them held at some time (0006-interned-states.sql otherwise).
create or replace function sluice.put_states(given json, keys text[]) returns void language plpgsql volatile
  set enable_seqscan = off
as $$
declare
  listening boolean;
  same text[];
begin
  perform from sluice.resource_states s where s.resource_key = any (keys) order by s.resource_key for update;

  -- Statements of their own: they see what others left behind while we waited. Most results are as they were.
  with stamped as (
    update sluice.resource_states s set
      resource_id = g.resource_id, resource_type = g.resource_type, scope_key = g.scope_key, etag = g.etag,
      revision = g.revision, at = greatest(s.at, g.at), components = g.components::json, details = g.details::json
    from json_to_recordset(given) as g(
      resource_key text, resource_id text, resource_type text, scope_key text, location text, etag text, revision bigint,
      at timestamptz, set_id integer, components text, details text)
    where s.resource_key = g.resource_key and g.resource_key = any (keys)
      and s.set_id = g.set_id and s.location is not distinct from g.location
    returning s.resource_key
  )
  select coalesce(array_agg(t.resource_key), '{}') into same from stamped t;
  if cardinality(same) = cardinality(keys) then return; end if;

  listening := sluice.has_listeners();
  with judged as materialized (
    select g.resource_key, g.resource_id, g.resource_type, g.scope_key, g.location, g.etag, g.revision,
      greatest(g.at, o.at, o.changed_at + interval '1 millisecond') as at, g.set_id, g.components, g.details
    from json_to_recordset(given) as g(
      resource_key text, resource_id text, resource_type text, scope_key text, location text, etag text, revision bigint,
      at timestamptz, set_id integer, components text, details text)
    left join sluice.resource_states o on o.resource_key = g.resource_key
    where g.resource_key = any (keys) and g.resource_key <> all (same)
  ), moved as materialized (
    select
      g.*, o.resource_key is not null as known, o.resource_id as old_id, o.resource_type as old_type,
      o.scope_key as old_scope, o.location as old_location, o.revision as old_revision, o.set_id as old_set,
      o.changed_at as old_changed, o.since as old_since, o.first_at as old_first, o.components as old_components,
      o.details as old_details
    from judged g
    left join sluice.resource_states o on o.resource_key = g.resource_key
  ), carried as materialized (
    select p.old_set, p.set_id, sluice.carried(p.old_set, p.set_id) as places
    from (select distinct m.old_set, m.set_id from moved m where m.known) p
  ), ended as (
    insert into sluice.state_history (
      resource_key, resource_id, resource_type, scope_key, location, revision, set_id, since, first_at, components, details,
      valid_from, valid_to)
    select
      m.resource_key, m.old_id, m.old_type, m.old_scope, m.old_location, m.old_revision, m.old_set, m.old_since, m.old_first,
      m.old_components, m.old_details, m.old_changed, m.at
    from moved m
    where m.known
  ), written as (
    insert into sluice.resource_states as s (
      resource_key, resource_id, resource_type, scope_key, location, etag, revision, at, set_id, changed_at, since, first_at,
      components, details)
    select
      m.resource_key, m.resource_id, m.resource_type, m.scope_key, m.location, m.etag, m.revision, m.at, m.set_id, m.at,
      case when m.known then (
        select array_agg(case when u.place > 0 then coalesce(m.old_since[u.place], m.old_changed) else m.at end order by u.n)
        from unnest(c.places) with ordinality u(place, n)) end,
      case when m.known then (
        select array_agg(
          case when u.place <> 0 then coalesce(m.old_first[abs(u.place)], m.old_changed) else m.at end order by u.n)
        from unnest(c.places) with ordinality u(place, n)) end,
      m.components::json, m.details::json
    from moved m
    left join carried c on c.old_set = m.old_set and c.set_id = m.set_id
    on conflict (resource_key) do update set
      resource_id = excluded.resource_id, resource_type = excluded.resource_type, scope_key = excluded.scope_key,
      location = excluded.location, etag = excluded.etag, revision = excluded.revision, at = excluded.at,
      set_id = excluded.set_id, changed_at = excluded.changed_at, since = excluded.since, first_at = excluded.first_at,
      components = excluded.components, details = excluded.details
  ), announced as (
    insert into sluice.outbox (kind, at, resource_key, body)
    select 'states', m.at, m.resource_key, json_build_object(
      'resource_id', m.resource_id, 'resource_type', m.resource_type, 'location', m.location, 'revision', m.revision,
      'old_set', m.old_set, 'new_set', m.set_id, 'components', coalesce(m.components::json, m.old_components))
    from moved m
    where listening and m.old_set is distinct from m.set_id
    order by m.resource_key
  )
  insert into sluice.state_counters (scope_key, resource_type, location, set_id, delta)
  select d.scope_key, d.resource_type, d.location, d.set_id, sum(d.delta)
  from (
    select m.scope_key, m.resource_type, m.location, m.set_id, 1 as delta from moved m
    union all
    select m.old_scope, m.old_type, m.old_location, m.old_set, -1 from moved m where m.known
  ) d
  group by d.scope_key, d.resource_type, d.location, d.set_id
  having sum(d.delta) <> 0;
end;
$$;

-- Results of a scan: taken for those resources that are still at the version judged and were not judged at a newer revision, or
-- later, since. Returns how many resources were taken.
create or replace function sluice.commit_states(states json) returns integer language plpgsql volatile
  set enable_seqscan = off
as $$
declare
  same text[];
  live text[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'sluice.commit_states needs READ COMMITTED';
  end if;
  perform sluice.hold_sets(array(select distinct s.set_id from json_to_recordset(states) as s(set_id integer)));

  -- Most are as they were: that they were looked at is one update each. The row itself says which version of the resource it is of.
  with stamped as (
    update sluice.resource_states s set revision = g.revision, at = greatest(s.at, g.at), details = g.details::json
    from json_to_recordset(states) as g(
      resource_key text, location text, etag text, revision bigint, at timestamptz, set_id integer, details text)
    where s.resource_key = g.resource_key and s.set_id = g.set_id and s.etag = g.etag
      and s.location is not distinct from g.location and (s.revision, s.at) <= (g.revision, g.at)
    returning s.resource_key
  )
  select coalesce(array_agg(t.resource_key), '{}') into same from stamped t;
  if cardinality(same) = json_array_length(states) then return cardinality(same); end if;

  -- The lock keeps writes of the resources out until their states are there; keys in order, as everywhere.
  with locked as materialized (
    select r.key
    from sluice.resources r
    join json_to_recordset(states) as g(resource_key text, etag text) on r.key = g.resource_key and r.etag = g.etag
    where r.key <> all (same)
    order by r.key
    for no key update of r
  )
  select coalesce(array_agg(l.key), '{}') into live from locked l;

  -- A statement of its own: it sees the states that a write left behind while we waited for its lock.
  select coalesce(array_agg(g.resource_key), '{}') into live
  from json_to_recordset(states) as g(resource_key text, revision bigint, at timestamptz)
  where g.resource_key = any (live) and not exists (
    select from sluice.resource_states s
    where s.resource_key = g.resource_key and (s.revision, s.at) > (g.revision, g.at));
  perform sluice.put_states(states, live);
  return cardinality(same) + cardinality(live);
end;
$$;
