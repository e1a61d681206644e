-- Sets of results that nothing names any more go in two steps, so that no commit waits while everything is looked through:
-- they are retired first, after which no commit may name them (commit/commit.ts asks for another one), and removed when a second look,
-- without any lock, finds that nobody named them before that.
drop function sluice.drop_unused_sets();
alter table sluice.state_sets add column retired boolean not null default false;

create or replace function sluice.intern_sets(sets json) returns table (hash text, id integer) language plpgsql volatile as $$
begin
  insert into sluice.state_sets (hash, members)
  select s.hash, s.members from json_to_recordset(sets) as s(hash text, members integer[])
  order by s.hash collate "C"
  on conflict on constraint state_sets_hash_key do nothing;
  update sluice.state_sets t set retired = false
  from json_to_recordset(sets) as s(hash text)
  where t.hash = s.hash and t.retired;
  -- A statement of its own: it sees what others made while the insert waited for them.
  return query
    select t.hash, t.id
    from json_to_recordset(sets) as s(hash text)
    join sluice.state_sets t on t.hash = s.hash;
end;
$$;

create or replace function sluice.hold_sets(sets integer[]) returns void language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(7210463001007);
  if exists (
    select from unnest(sets) s(id)
    where s.id is not null and not exists (select from sluice.state_sets t where t.id = s.id and not t.retired)
  ) then
    raise exception 'a set of states is not there any more' using errcode = 'SL002';
  end if;
end;
$$;

create function sluice.unused_sets() returns setof integer language sql stable as $$
  select s.id from sluice.state_sets s
  except (
    select r.set_id from sluice.resource_states r
    union select h.set_id from sluice.state_history h
    union select d.set_id from sluice.decisions d
    union select c.set_id from sluice.state_counters c
    union select (o.body ->> 'old_set')::integer from sluice.outbox o where o.kind = 'states'
    union select (o.body ->> 'new_set')::integer from sluice.outbox o where o.kind = 'states')
$$;

create function sluice.retire_unused_sets() returns integer language plpgsql volatile as $$
declare
  unused integer[];
begin
  unused := array(select sluice.unused_sets());
  if cardinality(unused) = 0 then return 0; end if;
  -- Commits that name one of them have ended, or will be told.
  perform pg_advisory_xact_lock(7210463001007);
  update sluice.state_sets s set retired = true where s.id = any (unused);
  return cardinality(unused);
end;
$$;

-- To be called when retire_unused_sets has committed. Returns how many are gone.
create function sluice.drop_retired_sets() returns integer language plpgsql volatile as $$
declare
  unused integer[];
  dropped integer;
begin
  unused := array(select sluice.unused_sets());
  update sluice.state_sets s set retired = false where s.retired and s.id <> all (unused);
  delete from sluice.state_sets s where s.retired and s.id = any (unused);
  get diagnostics dropped = row_count;
  return dropped;
end;
$$;
