-- The commit: everything that one write leaves behind, or nothing. One volatile function under READ COMMITTED, so that
-- each statement sees what was committed before it began. Locks, always in this order:
--   1. the policy lock: shared, or exclusive where verdicts of others change; never upgraded;
--   2. parents (FOR KEY SHARE: they cannot go), then the resources themselves, each by key.
-- Nothing is compiled or evaluated here, so the exclusive lock is held for milliseconds.

create function sluice.stale(what text, key text) returns jsonb language sql immutable as $$
  select jsonb_build_object('outcome', 'stale', 'what', what, 'key', key)
$$;

-- Locks the resource and all below it. New children cannot come below a locked row, so that when a round
-- finds no more than the last one, nothing is missing.
create function sluice.lock_below(root text) returns text[] language plpgsql volatile as $$
declare
  found text[];
  before integer := -1;
begin
  loop
    with below as (
      select r.key from sluice.resources r
      where r.key >= root and r.key < root || '0' and (r.key = root or starts_with(r.key, root || '/'))
      order by r.key
      for update
    )
    select coalesce(array_agg(key), '{}') into found from below;
    exit when cardinality(found) = before;
    before := cardinality(found);
  end loop;
  return found;
end;
$$;

-- Each part of a write is a parameter of its own, null when there is nothing of it, so that only what is there costs.
-- Rows are `json` with members named like the columns, documents in them are texts.
-- Everything is looked up by key: no plan may depend on how small the tables were when a session made it.
create function sluice.commit(
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
    perform sluice.drop_states(key, happened_at) from unnest(gone) key;
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

  if states is not null then
    perform sluice.put_states(
      s.resource_key, s.resource_id, s.resource_type, s.scope_key, s.etag, s.revision, s.at, s.results)
    from json_to_recordset(states) as s(
      resource_key text, resource_id text, resource_type text, scope_key text, etag text, revision bigint, at timestamptz,
      results text);
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
      id, at, revision, engine_version, verdict, resource_key, principal_id, exceptional, results, request)
    select d.id, d.at, d.revision, d.engine_version, d.verdict, d.resource_key, d.principal_id, d.exceptional,
      d.results::json, d.request::json
    from json_to_recordset(decisions) as d(
      id text, at timestamptz, revision bigint, engine_version text, verdict text, resource_key text, principal_id text,
      exceptional boolean, results text, request text);
  end if;

  return jsonb_build_object('outcome', 'committed', 'revision', current);
end;
$$;
