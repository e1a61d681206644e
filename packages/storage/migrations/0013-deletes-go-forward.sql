-- A delete may be decided before a scan that has judged the resource meanwhile: what it ends did not end before it began
-- (0006-interned-states.sql otherwise).
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
      valid_from, valid_to)
    select
      g.resource_key, g.resource_id, g.resource_type, g.scope_key, g.location, g.revision, g.set_id, g.since, g.first_at,
      g.components, g.details, g.changed_at, g.until
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
