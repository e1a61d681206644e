-- What is done now and then rather than by every write. Both functions may run on several replicas at once.

-- Makes the monthly partitions of state_history from the current month on. Rows that came while a month had none
-- are moved out of the default partition. Returns how many were made.
create function sluice.ensure_partitions(months integer) returns integer language plpgsql as $$
declare
  first_month timestamp := date_trunc('month', now() at time zone 'UTC');
  month_start timestamptz;
  month_end timestamptz;
  partition text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(7210463001004);
  for ahead in 0 .. months - 1 loop
    month_start := (first_month + make_interval(months => ahead)) at time zone 'UTC';
    month_end := (first_month + make_interval(months => ahead + 1)) at time zone 'UTC';
    partition := 'state_history_' || to_char(first_month + make_interval(months => ahead), 'YYYY_MM');
    continue when to_regclass('sluice.' || partition) is not null;
    execute format('create table sluice.%I (like sluice.state_history including defaults including constraints)', partition);
    execute format(
      'with moved as (delete from sluice.state_history_default where valid_to >= %L and valid_to < %L returning *)'
      ' insert into sluice.%I select * from moved', month_start, month_end, partition);
    execute format('alter table sluice.state_history attach partition sluice.%I for values from (%L) to (%L)',
      partition, month_start, month_end);
    execute format('create index %I on sluice.%I (resource_key, valid_from)', partition || '_by_resource', partition);
    made := made + 1;
  end loop;
  return made;
end;
$$;

-- Replaces the deltas by their sums. Deltas that are being written meanwhile stay for the next time.
create function sluice.fold_state_counters() returns integer language plpgsql as $$
declare
  folded integer;
begin
  if not pg_try_advisory_xact_lock(7210463001005) then return 0; end if;
  with gone as (
    delete from sluice.state_counters returning *
  ), kept as (
    insert into sluice.state_counters (scope_key, assignment_key, definition_key, definition_reference_id, compliance_state, delta)
    select scope_key, assignment_key, definition_key, definition_reference_id, compliance_state, sum(delta)
    from gone
    group by scope_key, assignment_key, definition_key, definition_reference_id, compliance_state
    having sum(delta) <> 0
    returning 1
  )
  select (select count(*) from gone) - (select count(*) from kept) into folded;
  return folded;
end;
$$;
