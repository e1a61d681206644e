-- Compliance states, a second time (ADR 18). Most resources have the same results as thousands of others, so that what the rules
-- say is kept once, as a set, and a resource's row names its set. Nothing could read the states that were there before: every
-- resource is judged again after this migration.

drop function sluice.commit_states(json);
drop function sluice.drop_states(text, timestamptz);
drop function sluice.put_states(text, text, text, text, text, bigint, timestamptz, text);
drop function sluice.end_states(text, timestamptz, json);
drop function sluice.fold_state_counters();
drop table sluice.state_exceptions;
drop table sluice.state_history;
drop table sluice.state_counters;
drop table sluice.resource_states;
alter table sluice.decisions drop column results;
drop function sluice.rows_of(json);

-- What one rule may say of a resource or of a component of it. Never changed, never removed: there are some thousands.
create table sluice.state_members (
  id integer generated always as identity primary key,
  -- Of all that tells members apart (commit/intern-states.ts).
  hash text collate "C" not null unique,
  assignment_key text collate "C" not null,
  assignment_id text not null,
  assignment_name text not null,
  assignment_scope text not null,
  definition_key text collate "C" not null,
  definition_id text not null,
  definition_name text not null,
  definition_version text not null,
  definition_category text,
  -- Null where the definition was not assigned as a member of an initiative.
  definition_reference_id text,
  initiative_key text collate "C",
  initiative_id text,
  initiative_name text,
  initiative_version text,
  initiative_category text,
  group_names text[] not null,
  -- The place of the component among those of its resource, from 1; null: the resource itself.
  component integer,
  component_type text,
  effect text not null,
  compliance_state text not null
);
create index state_members_by_assignment on sluice.state_members (assignment_key, compliance_state);

-- All results of a resource, in the order of its rules.
create table sluice.state_sets (
  id integer generated always as identity primary key,
  -- Of the members in their order.
  hash text collate "C" not null unique,
  members integer[] not null
);
create index state_sets_by_member on sluice.state_sets using gin (members);

-- The current results of each resource that is judged, in one row. What is judged again and stays the same costs one update
-- that touches no index.
create table sluice.resource_states (
  resource_key text collate "C" primary key,
  resource_id text not null,
  resource_type text not null,
  scope_key text collate "C" not null,
  location text,
  etag text not null,
  -- By what it was judged last, and when.
  revision bigint not null,
  at timestamptz not null,
  set_id integer not null,
  -- Since when it has this set.
  changed_at timestamptz not null,
  -- Since when each result is in its state, and when its rule first judged the resource; null: all of them at changed_at.
  since timestamptz[],
  first_at timestamptz[],
  -- [{id, name}] by place; null where there are none.
  components json,
  -- {"<place of the result, from 1>": why}, of results that are not Compliant.
  details json
) with (fillfactor = 80);
create index resource_states_by_set on sluice.resource_states (set_id, resource_key);

-- One row for each stretch of time [valid_from, valid_to) that is over, in the month that it ended in: retention drops a month.
create table sluice.state_history (
  resource_key text collate "C" not null,
  resource_id text not null,
  resource_type text not null,
  scope_key text collate "C" not null,
  location text,
  revision bigint not null,
  set_id integer not null,
  since timestamptz[],
  first_at timestamptz[],
  components json,
  details json,
  valid_from timestamptz not null,
  valid_to timestamptz not null
) partition by range (valid_to);
create table sluice.state_history_default partition of sluice.state_history default;
-- Monthly partitions get theirs when they are made (sluice.ensure_partitions).
create index state_history_default_by_resource on sluice.state_history_default (resource_key, valid_from);

-- How many resources have which set, and where: sum the deltas. A job folds them; nobody updates a row that others update.
create table sluice.state_counters (
  seq bigint generated always as identity primary key,
  scope_key text collate "C" not null,
  resource_type text not null,
  location text,
  set_id integer not null,
  delta bigint not null
);

-- What is to be told to others (CloudEvents), in the transaction that made it so.
create table sluice.outbox (
  seq bigint generated always as identity primary key,
  kind text not null check (kind in ('states', 'denial')),
  at timestamptz not null,
  resource_key text collate "C" not null,
  -- states: {resource_id, resource_type, location, revision, old_set, new_set, components}; denial: {decision_id}.
  body json not null
);

alter table sluice.decisions
  add column resource_id text,
  add column resource_type text,
  add column location text,
  add column set_id integer,
  add column components json,
  add column details json;

-- Numbers of sets, made where they are missing. `sets`: [{hash, members: [integer]}].
create function sluice.intern_sets(sets json) returns table (hash text, id integer) language plpgsql volatile as $$
begin
  insert into sluice.state_sets (hash, members)
  select s.hash, s.members from json_to_recordset(sets) as s(hash text, members integer[])
  order by s.hash collate "C"
  on conflict on constraint state_sets_hash_key do nothing;
  -- A statement of its own: it sees what others made while the insert waited for them.
  return query
    select t.hash, t.id
    from json_to_recordset(sets) as s(hash text)
    join sluice.state_sets t on t.hash = s.hash;
end;
$$;

-- The same of members: rows named like the columns.
create function sluice.intern_members(members json) returns table (hash text, id integer) language plpgsql volatile as $$
begin
  insert into sluice.state_members (
    hash, assignment_key, assignment_id, assignment_name, assignment_scope, definition_key, definition_id, definition_name,
    definition_version, definition_category, definition_reference_id, initiative_key, initiative_id, initiative_name,
    initiative_version, initiative_category, group_names, component, component_type, effect, compliance_state)
  select
    m.hash, m.assignment_key, m.assignment_id, m.assignment_name, m.assignment_scope, m.definition_key, m.definition_id,
    m.definition_name, m.definition_version, m.definition_category, m.definition_reference_id, m.initiative_key,
    m.initiative_id, m.initiative_name, m.initiative_version, m.initiative_category, m.group_names, m.component,
    m.component_type, m.effect, m.compliance_state
  from json_to_recordset(members) as m(
    hash text, assignment_key text, assignment_id text, assignment_name text, assignment_scope text, definition_key text,
    definition_id text, definition_name text, definition_version text, definition_category text,
    definition_reference_id text, initiative_key text, initiative_id text, initiative_name text, initiative_version text,
    initiative_category text, group_names text[], component integer, component_type text, effect text,
    compliance_state text)
  order by m.hash collate "C"
  on conflict on constraint state_members_hash_key do nothing;
  return query
    select t.hash, t.id
    from json_to_recordset(members) as m(hash text)
    join sluice.state_members t on t.hash = m.hash;
end;
$$;

-- Where each result of a set was in the one before: its place there; negative, if it was in another state; 0: nowhere.
create function sluice.carried(old_set integer, new_set integer) returns integer[] language sql stable as $$
  select array_agg(coalesce(o.place, 0) order by n.place)
  from (
    select u.place::integer as place, m.assignment_key, m.definition_reference_id, m.component, m.compliance_state
    from sluice.state_sets s, unnest(s.members) with ordinality u(id, place)
    join sluice.state_members m on m.id = u.id
    where s.id = new_set
  ) n
  left join lateral (
    select (case when m.compliance_state = n.compliance_state then u.place else -u.place end)::integer as place
    from sluice.state_sets s, unnest(s.members) with ordinality u(id, place)
    join sluice.state_members m on m.id = u.id
    where s.id = old_set
      and m.assignment_key = n.assignment_key
      and m.definition_reference_id is not distinct from n.definition_reference_id
      and m.component is not distinct from n.component
    limit 1
  ) o on true
$$;

-- Whether anybody wants to be told.
create function sluice.has_listeners() returns boolean language sql stable as $$
  select exists (select from sluice.resources where type_key = 'sluice.governance/webhooks')
$$;

-- Replaces the states of those of the resources in `given` that are among `keys`; of each there is one. Nobody else writes states
-- of them meanwhile: the caller has locked the resources, or their states.
create function sluice.put_states(given json, keys text[]) returns void language plpgsql volatile
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
      revision = g.revision, at = g.at, components = g.components::json, details = g.details::json
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
    select g.*
    from json_to_recordset(given) as g(
      resource_key text, resource_id text, resource_type text, scope_key text, location text, etag text, revision bigint,
      at timestamptz, set_id integer, components text, details text)
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
    -- A stretch of no length held at no time.
    where m.known and m.old_changed < m.at
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

-- Nobody may name a set that upkeep has removed: whoever keeps numbers of sets asks for them again then.
create function sluice.hold_sets(sets integer[]) returns void language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(7210463001007);
  if exists (
    select from unnest(sets) s(id) where s.id is not null and not exists (select from sluice.state_sets t where t.id = s.id)
  ) then
    raise exception 'a set of states is not there any more' using errcode = 'SL002';
  end if;
end;
$$;

-- Forgets the states of resources that are gone; their history ends.
create function sluice.drop_states(keys text[], gone_at timestamptz) returns void language plpgsql volatile
  set enable_seqscan = off
as $$
declare
  listening boolean := sluice.has_listeners();
begin
  perform from sluice.resource_states s where s.resource_key = any (keys) order by s.resource_key for update;
  with gone as (
    delete from sluice.resource_states s where s.resource_key = any (keys) returning s.*
  ), ended as (
    insert into sluice.state_history (
      resource_key, resource_id, resource_type, scope_key, location, revision, set_id, since, first_at, components, details,
      valid_from, valid_to)
    select
      g.resource_key, g.resource_id, g.resource_type, g.scope_key, g.location, g.revision, g.set_id, g.since, g.first_at,
      g.components, g.details, g.changed_at, gone_at
    from gone g
    where g.changed_at < gone_at
  ), announced as (
    insert into sluice.outbox (kind, at, resource_key, body)
    select 'states', gone_at, g.resource_key, json_build_object(
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

-- Results of a scan: taken for those resources that are still at the version judged and were not judged at a newer revision, or
-- later, since. Returns how many resources were taken.
create function sluice.commit_states(states json) returns integer language plpgsql volatile
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
    update sluice.resource_states s set revision = g.revision, at = g.at, details = g.details::json
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

create function sluice.fold_state_counters() returns integer language plpgsql as $$
declare
  folded integer;
begin
  if not pg_try_advisory_xact_lock(7210463001005) then return 0; end if;
  with gone as (
    delete from sluice.state_counters returning *
  ), kept as (
    insert into sluice.state_counters (scope_key, resource_type, location, set_id, delta)
    select scope_key, resource_type, location, set_id, sum(delta)
    from gone
    group by scope_key, resource_type, location, set_id
    having sum(delta) <> 0
    returning 1
  )
  select (select count(*) from gone) - (select count(*) from kept) into folded;
  return folded;
end;
$$;

-- Removes the history of states that ended before a time: whole months as tables, what is left of one by row.
create function sluice.prune_state_history(before timestamptz) returns bigint language plpgsql as $$
declare
  partition record;
  rows bigint;
  pruned bigint := 0;
begin
  perform pg_advisory_xact_lock(7210463001004);
  for partition in
    select c.relname, to_timestamp(right(c.relname, 7), 'YYYY_MM') + interval '1 month' as ends
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'sluice.state_history'::regclass and c.relname ~ '^state_history_\d{4}_\d{2}$'
  loop
    continue when partition.ends > before;
    execute format('select count(*) from sluice.%I', partition.relname) into rows;
    execute format('drop table sluice.%I', partition.relname);
    pruned := pruned + rows;
  end loop;
  delete from sluice.state_history where valid_to < before;
  get diagnostics rows = row_count;
  return pruned + rows;
end;
$$;

-- Removes sets that nothing names any more. Looked for without a lock, and once more under it.
create function sluice.drop_unused_sets() returns integer language plpgsql as $$
declare
  unused integer[];
  dropped integer;
begin
  select array_agg(s.id) into unused
  from sluice.state_sets s
  where not exists (select from sluice.resource_states r where r.set_id = s.id)
    and s.id not in (select h.set_id from sluice.state_history h)
    and s.id not in (select d.set_id from sluice.decisions d where d.set_id is not null)
    and s.id not in (select c.set_id from sluice.state_counters c)
    and s.id not in (
      select x.id::integer from sluice.outbox o, unnest(array[o.body ->> 'old_set', o.body ->> 'new_set']) x(id)
      where o.kind = 'states' and x.id is not null);
  if unused is null then return 0; end if;
  perform pg_advisory_xact_lock(7210463001007);
  delete from sluice.state_sets s
  where s.id = any (unused)
    and not exists (select from sluice.resource_states r where r.set_id = s.id)
    -- What came into the history since was in resource_states when we looked, or came and went meanwhile.
    and s.id not in (select h.set_id from sluice.state_history h)
    and s.id not in (select d.set_id from sluice.decisions d where d.set_id is not null)
    and s.id not in (select c.set_id from sluice.state_counters c);
  get diagnostics dropped = row_count;
  return dropped;
end;
$$;

-- The commit (0004-commit.sql), with states and decisions that name their sets, and with what is to be told.
-- Each part of a write is a parameter of its own, null when there is nothing of it, so that only what is there costs.
-- Rows are `json` with members named like the columns, documents in them are texts.
-- Everything is looked up by key: no plan may depend on how small the tables were when a session made it.
create or replace function sluice.commit(
  decided_at bigint, happened_at timestamptz,
  parents text[], parent_etags text[], guards text[], guard_etags text[],
  deletes text[], creates json, puts json, changes json, states json, entries json, decisions json
) returns jsonb language plpgsql volatile
  set enable_seqscan = off
  set plan_cache_mode = force_generic_plan
as $$
declare
  current bigint;
  moved text;
  rows integer;
  root text;
  gone text[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'sluice.commit needs READ COMMITTED';
  end if;

  if changes is not null then
    perform pg_advisory_xact_lock(7210463001001);
  else
    perform pg_advisory_xact_lock_shared(7210463001001);
  end if;

  select r.value into current from sluice.revision r;
  if current <> decided_at then return sluice.stale('revision', null); end if;

  -- What must still hold. An etag of null: must not exist; '*': any.
  if parents is not null then
    with locked as materialized (
      select r.key, r.etag from sluice.resources r where r.key = any (parents) order by r.key for key share
    )
    select e.key into moved
    from unnest(parents, parent_etags) as e(key, etag)
    left join locked l on l.key = e.key
    where case when e.etag is null then l.key is not null else l.key is null or e.etag not in ('*', l.etag) end
    limit 1;
    if moved is not null then return sluice.stale('parent', moved); end if;
  end if;

  if deletes is not null then
    for root in select d from unnest(deletes) d order by d collate "C" loop
      gone := gone || sluice.lock_below(root);
    end loop;
  end if;

  if guards is not null then
    with locked as materialized (
      select r.key, r.etag from sluice.resources r where r.key = any (guards) order by r.key for no key update
    )
    select e.key into moved
    from unnest(guards, guard_etags) as e(key, etag)
    left join locked l on l.key = e.key
    where case when e.etag is null then l.key is not null else l.key is null or e.etag not in ('*', l.etag) end
    limit 1;
    if moved is not null then return sluice.stale('resource', moved); end if;
  end if;

  if gone is not null then
    delete from sluice.resources where key = any (gone);
    perform sluice.drop_states(gone, happened_at);
  end if;

  -- Resources that must be new: the loser of two concurrent creations waits here for the winner, and has lost.
  if creates is not null then
    insert into sluice.resources (
      key, id, type, type_key, parent_key, name, body, system_data, etag, instance_id, api_version, secrets)
    select r.key, r.id, r.type, r.type_key, r.parent_key, r.name, r.body::json, r.system_data::json, r.etag,
      r.instance_id, r.api_version, r.secrets::json
    from json_to_recordset(creates) as r(
      key text, id text, type text, type_key text, parent_key text, name text, body text, system_data text, etag text,
      instance_id text, api_version text, secrets text)
    order by r.key collate "C"
    on conflict (key) do nothing;
    get diagnostics rows = row_count;
    if rows <> json_array_length(creates) then
      -- Undoes the whole call; the caller reads it as stale.
      raise exception 'a resource was created meanwhile' using errcode = 'SL001';
    end if;
  end if;

  if puts is not null then
    insert into sluice.resources (
      key, id, type, type_key, parent_key, name, body, system_data, etag, instance_id, api_version, secrets)
    select r.key, r.id, r.type, r.type_key, r.parent_key, r.name, r.body::json, r.system_data::json, r.etag,
      r.instance_id, r.api_version, r.secrets::json
    from json_to_recordset(puts) as r(
      key text, id text, type text, type_key text, parent_key text, name text, body text, system_data text, etag text,
      instance_id text, api_version text, secrets text)
    order by r.key collate "C"
    on conflict (key) do update set
      id = excluded.id, type = excluded.type, name = excluded.name, body = excluded.body,
      system_data = excluded.system_data, etag = excluded.etag, instance_id = excluded.instance_id,
      api_version = excluded.api_version, secrets = excluded.secrets;
  end if;

  if changes is not null then
    current := current + 1;
    update sluice.revision set value = current;
    update sluice.snapshot_records s set revision_to = current
    from json_to_recordset(changes) as c(kind text, key text)
    where s.kind = c.kind and s.key = c.key and s.revision_to is null;
    insert into sluice.snapshot_records (kind, key, revision_from, record)
    select c.kind, c.key, current, c.record::json
    from json_to_recordset(changes) as c(kind text, key text, record text)
    where c.record is not null;
    perform pg_notify('sluice_revision', current::text);
  end if;

  if states is not null or decisions is not null then
    perform sluice.hold_sets(array(
      select s.set_id from json_to_recordset(states) as s(set_id integer)
      union
      select d.set_id from json_to_recordset(decisions) as d(set_id integer)));
  end if;

  if states is not null then
    perform sluice.put_states(states, array(
      select s.resource_key from json_to_recordset(states) as s(resource_key text)));
  end if;

  if entries is not null then
    insert into sluice.activity_log (
      event_id, at, category, subscription_id, resource_group, resource_id, resource_type, resource_provider, operation,
      status, level, caller, correlation_id, body)
    select
      e.event_id, e.at, e.category, e.subscription_id, e.resource_group, e.resource_id, e.resource_type,
      e.resource_provider, e.operation, e.status, e.level, e.caller, e.correlation_id, e.body::json
    from json_to_recordset(entries) as e(
      event_id text, at timestamptz, category text, subscription_id text, resource_group text, resource_id text,
      resource_type text, resource_provider text, operation text, status text, level text, caller text,
      correlation_id text, body text);
  end if;

  if decisions is not null then
    insert into sluice.decisions (
      id, at, revision, engine_version, verdict, resource_key, resource_id, resource_type, location, principal_id, exceptional,
      set_id, components, details, request)
    select d.id, d.at, d.revision, d.engine_version, d.verdict, d.resource_key, d.resource_id, d.resource_type, d.location,
      d.principal_id, d.exceptional, d.set_id, d.components::json, d.details::json, d.request::json
    from json_to_recordset(decisions) as d(
      id text, at timestamptz, revision bigint, engine_version text, verdict text, resource_key text, resource_id text,
      resource_type text, location text, principal_id text, exceptional boolean, set_id integer, components text, details text,
      request text);

    if sluice.has_listeners() then
      insert into sluice.outbox (kind, at, resource_key, body)
      select 'denial', d.at, d.resource_key, json_build_object('decision_id', d.id)
      from json_to_recordset(decisions) as d(id text, at timestamptz, verdict text, resource_key text)
      where d.verdict = 'deny';
    end if;
  end if;

  return jsonb_build_object('outcome', 'committed', 'revision', current);
end;
$$;
