-- The past is told as it was (0012-states-go-forward.sql and 0013-deletes-go-forward.sql otherwise). A stretch ends when the reasons of a
-- result or the components are others too, though every state is the same: `changed_at` is since when the resource has all of them. Of
-- evaluations within a stretch those are kept that were the first after a change of what the rules are given, so that the parameters of
-- any time of it can be told.
alter table sluice.resource_states
  -- Since when each result has its state and its reasons; null: since it is in its state.
  add column told_since timestamptz[],
  -- By what the stretch began; null: not known (it is from before this migration, and was not judged again).
  add column began_by bigint,
  -- When, and by which revision, it was judged for the first time after a record that its rules stand on had changed; in their order.
  -- Null: never in this stretch.
  add column judged_at timestamptz[],
  add column judged_by bigint[];
alter table sluice.state_history
  add column told_since timestamptz[],
  add column began_by bigint,
  add column judged_at timestamptz[],
  add column judged_by bigint[],
  -- When it was judged for the last time, by `revision`; null: not known.
  add column at timestamptz;

-- The last revision up to this one that changed an assignment, definition or initiative that the rules of a set are of.
create function sluice.revised_by(set_id integer, until bigint) returns bigint language sql stable as $$
  select coalesce(max(l.revision_from), 0)
  from (
    select distinct k.kind, k.key
    from sluice.state_sets t
    cross join unnest(t.members) as u(id)
    join sluice.state_members m on m.id = u.id
    cross join lateral (values
      ('policyAssignment', m.assignment_key), ('policyDefinition', m.definition_key), ('policySetDefinition', m.initiative_key)
    ) as k(kind, key)
    where t.id = revised_by.set_id and k.key is not null
  ) n
  cross join lateral (
    select r.revision_from
    from sluice.snapshot_records r
    where r.kind = n.kind and r.key = n.key and r.revision_from <= revised_by.until
    order by r.revision_from desc limit 1
  ) l
$$;

-- `reads_clock`: reasons tell the time, so that of the same version of a resource by the same records they are the same.
create or replace function sluice.put_states(given json, keys text[]) returns void language plpgsql volatile
  set enable_seqscan = off
as $$
declare
  listening boolean;
  same text[];
begin
  perform from sluice.resource_states s where s.resource_key = any (keys) order by s.resource_key for update;

  -- Statements of their own: they see what others left behind while we waited. Most results are as they were.
  with newest as (
    -- Looked up where a resource was last judged by another revision, and not otherwise.
    select p.set_id, p.revision, sluice.revised_by(p.set_id, p.revision) as revised
    from (select distinct g.set_id, g.revision from json_to_recordset(given) as g(set_id integer, revision bigint)) p
  ), stamped as (
    update sluice.resource_states s set
      resource_id = g.resource_id, resource_type = g.resource_type, scope_key = g.scope_key, etag = g.etag,
      revision = g.revision, at = greatest(s.at, g.at), components = g.components::json, details = g.details::json,
      began_by = coalesce(s.began_by, s.revision),
      (judged_at, judged_by) = (
        select
          case when r.revised then s.judged_at || greatest(s.at, g.at) else s.judged_at end,
          case when r.revised then s.judged_by || g.revision else s.judged_by end
        from (select s.revision < g.revision
          and s.revision < (select n.revised from newest n where n.set_id = g.set_id and n.revision = g.revision) as revised) r)
    from json_to_recordset(given) as g(
      resource_key text, resource_id text, resource_type text, scope_key text, location text, etag text, revision bigint,
      at timestamptz, set_id integer, components text, details text, reads_clock boolean)
    where s.resource_key = g.resource_key and g.resource_key = any (keys)
      and s.set_id = g.set_id and s.location is not distinct from g.location
      and s.components::text is not distinct from g.components
      and (s.details::text is not distinct from g.details or g.reads_clock and s.etag = g.etag and not (
        s.revision < g.revision
        and s.revision < (select n.revised from newest n where n.set_id = g.set_id and n.revision = g.revision)))
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
      o.details as old_details, o.told_since as old_told, o.began_by as old_began, o.judged_at as old_judged_at,
      o.judged_by as old_judged_by, o.at as old_at
    from judged g
    left join sluice.resource_states o on o.resource_key = g.resource_key
  ), carried as materialized (
    select p.old_set, p.set_id, sluice.carried(p.old_set, p.set_id) as places
    from (select distinct m.old_set, m.set_id from moved m where m.known) p
  ), ended as (
    insert into sluice.state_history (
      resource_key, resource_id, resource_type, scope_key, location, revision, set_id, since, first_at, components, details,
      valid_from, valid_to, told_since, began_by, judged_at, judged_by, at)
    select
      m.resource_key, m.old_id, m.old_type, m.old_scope, m.old_location, m.old_revision, m.old_set, m.old_since, m.old_first,
      m.old_components, m.old_details, m.old_changed, m.at, m.old_told, m.old_began, m.old_judged_at, m.old_judged_by, m.old_at
    from moved m
    where m.known
  ), written as (
    insert into sluice.resource_states as s (
      resource_key, resource_id, resource_type, scope_key, location, etag, revision, at, set_id, changed_at, since, first_at,
      components, details, told_since, began_by)
    select
      m.resource_key, m.resource_id, m.resource_type, m.scope_key, m.location, m.etag, m.revision, m.at, m.set_id, m.at,
      t.since, t.first_at, m.components::json, m.details::json, nullif(t.told_since, t.since), m.revision
    from moved m
    left join carried c on c.old_set = m.old_set and c.set_id = m.set_id
    cross join lateral (
      select
        array_agg(case when u.place > 0 then coalesce(m.old_since[u.place], m.old_changed) else m.at end order by u.n) as since,
        array_agg(
          case when u.place <> 0 then coalesce(m.old_first[abs(u.place)], m.old_changed) else m.at end order by u.n) as first_at,
        array_agg(
          case when u.place > 0 and o.value::text is not distinct from d.value::text
            and m.old_components::text is not distinct from m.components
            then coalesce(m.old_told[u.place], m.old_since[u.place], m.old_changed) else m.at end order by u.n) as told_since
      from unnest(c.places) with ordinality u(place, n)
      left join json_each(sluice.readable(m.old_details)) o on o.key = u.place::text
      left join json_each(sluice.readable(m.details::json)) d on d.key = u.n::text
    ) t
    on conflict (resource_key) do update set
      resource_id = excluded.resource_id, resource_type = excluded.resource_type, scope_key = excluded.scope_key,
      location = excluded.location, etag = excluded.etag, revision = excluded.revision, at = excluded.at,
      set_id = excluded.set_id, changed_at = excluded.changed_at, since = excluded.since, first_at = excluded.first_at,
      components = excluded.components, details = excluded.details, told_since = excluded.told_since,
      began_by = excluded.began_by, judged_at = null, judged_by = null
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
  with newest as (
    -- Looked up where a resource was last judged by another revision, and not otherwise.
    select p.set_id, p.revision, sluice.revised_by(p.set_id, p.revision) as revised
    from (select distinct g.set_id, g.revision from json_to_recordset(states) as g(set_id integer, revision bigint)) p
  ), stamped as (
    update sluice.resource_states s set
      revision = g.revision, at = greatest(s.at, g.at), details = g.details::json,
      began_by = coalesce(s.began_by, s.revision),
      (judged_at, judged_by) = (
        select
          case when r.revised then s.judged_at || greatest(s.at, g.at) else s.judged_at end,
          case when r.revised then s.judged_by || g.revision else s.judged_by end
        from (select s.revision < g.revision
          and s.revision < (select n.revised from newest n where n.set_id = g.set_id and n.revision = g.revision) as revised) r)
    from json_to_recordset(states) as g(
      resource_key text, location text, etag text, revision bigint, at timestamptz, set_id integer, details text,
      reads_clock boolean)
    where s.resource_key = g.resource_key and s.set_id = g.set_id and s.etag = g.etag
      and s.location is not distinct from g.location and (s.revision, s.at) <= (g.revision, g.at)
      and (s.details::text is not distinct from g.details or g.reads_clock and s.etag = g.etag and not (
        s.revision < g.revision
        and s.revision < (select n.revised from newest n where n.set_id = g.set_id and n.revision = g.revision)))
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

create or replace function sluice.drop_states(keys text[], gone_at timestamptz) returns void language plpgsql volatile
  set enable_seqscan = off
as $$
declare
  listening boolean := sluice.has_listeners();
begin
  perform from sluice.resource_states s where s.resource_key = any (keys) order by s.resource_key for update;
  with gone as (
    delete from sluice.resource_states s where s.resource_key = any (keys)
    returning s.*, greatest(gone_at, s.at, s.changed_at + interval '1 millisecond') as until
  ), ended as (
    insert into sluice.state_history (
      resource_key, resource_id, resource_type, scope_key, location, revision, set_id, since, first_at, components, details,
      valid_from, valid_to, told_since, began_by, judged_at, judged_by, at)
    select
      g.resource_key, g.resource_id, g.resource_type, g.scope_key, g.location, g.revision, g.set_id, g.since, g.first_at,
      g.components, g.details, g.changed_at, g.until, g.told_since, g.began_by, g.judged_at, g.judged_by, g.at
    from gone g
  ), announced as (
    insert into sluice.outbox (kind, at, resource_key, body)
    select 'states', g.until, g.resource_key, json_build_object(
      'resource_id', g.resource_id, 'resource_type', g.resource_type, 'location', g.location, 'revision', g.revision,
      'old_set', g.set_id, 'new_set', null, 'components', g.components)
    from gone g
    where listening
    order by g.resource_key
  )
  insert into sluice.state_counters (scope_key, resource_type, location, set_id, delta)
  select g.scope_key, g.resource_type, g.location, g.set_id, -count(*)
  from gone g
  group by g.scope_key, g.resource_type, g.location, g.set_id;
end;
$$;
