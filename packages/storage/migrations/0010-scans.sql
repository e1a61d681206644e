-- Work that judges existing resources again, where it is too much for whoever caused it to wait for.
create table sluice.scans (
  id text collate "C" primary key,
  -- Where it was asked for; '' is the tenant.
  scope_key text collate "C" not null,
  reason text not null,
  status text not null check (status in ('Queued', 'Running', 'Succeeded', 'Failed')),
  -- Whatever was judged at this revision is left alone; null: everything is judged.
  revision bigint,
  asked_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  error text
);
create index scans_by_time on sluice.scans (asked_at desc, id desc);
create index scans_under_way on sluice.scans (scope_key, id) where ended_at is null;

-- A stretch of keys, which one process works off at a time. A run that was killed goes on from behind `cursor_key`.
create table sluice.scan_parts (
  scan_id text collate "C" not null references sluice.scans (id) on delete cascade,
  part integer not null,
  under text collate "C" not null,
  types text[] not null,
  cursor_key text collate "C" not null,
  until_key text collate "C" not null,
  total integer not null,
  judged integer not null default 0,
  -- Which process judged how many: shown, and measured.
  worked_by text,
  ended_at timestamptz,
  primary key (scan_id, part)
);
