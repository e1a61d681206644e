-- The activity log can be proved: what has committed is sealed into batches, each with the Merkle root of its entries and the
-- hash of the batch before it. What is hashed, and how, is said in docs/activity-log.md; nothing is hashed here.

-- Entries that no batch has yet. Filled by a trigger, so that no writer can forget it; emptied by who seals.
create table sluice.unsealed (
  seq bigint primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create function sluice.mark_unsealed() returns trigger language plpgsql as $$
begin
  insert into sluice.unsealed (seq) select a.seq from added a;
  return null;
end;
$$;
create trigger mark_unsealed after insert on sluice.activity_log
  referencing new table as added for each statement execute function sluice.mark_unsealed();

-- What was written before there were batches is sealed like anything else.
insert into sluice.unsealed (seq) select seq from sluice.activity_log;

create table sluice.log_batches (
  number bigint primary key,
  version integer not null,
  first_seq bigint not null,
  last_seq bigint not null,
  count integer not null,
  total bigint not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  checkpoint text not null,
  -- When the entries were dropped; their hashes stay.
  pruned_at timestamptz
);
create index log_batches_kept on sluice.log_batches (number) where pruned_at is null;

-- The key: an entry is in one batch, for ever. The order in a batch is that of `seq`.
create table sluice.sealed_entries (
  seq bigint primary key,
  batch bigint not null,
  event_id text not null,
  leaf bytea not null
);
create index sealed_entries_by_batch on sluice.sealed_entries (batch, seq);
