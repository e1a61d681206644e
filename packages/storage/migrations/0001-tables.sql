-- What is kept. Everything lives in the schema `sluice`; keys are ARM ids in lower case and compare bytewise
-- (COLLATE "C"), so that "all below a scope" is one range of an index.
-- Documents are `json`, not `jsonb`: they come back with the key order they were written in, and may hold \u0000,
-- which jsonb refuses. What is searched by has a column of its own.

-- The one number that deciders compare. Changed only under the exclusive lock (0004-commit.sql).
create table sluice.revision (
  one boolean primary key default true check (one),
  value bigint not null
);
insert into sluice.revision (value) values (0);

create table sluice.resources (
  key text collate "C" primary key,
  id text not null,
  type text not null,
  type_key text collate "C" not null,
  -- The resource it is a child of, else the scope it is at; '' is the tenant.
  parent_key text collate "C" not null,
  name text not null,
  body json not null,
  system_data json not null,
  etag text not null,
  instance_id text not null,
  api_version text not null,
  secrets json
) with (fillfactor = 85);
create index resources_by_type on sluice.resources (type_key, key);
create index resources_by_parent on sluice.resources (parent_key, type_key, key);

-- Every version of every record that verdicts depend on, with the revisions [revision_from, revision_to) it held in.
create table sluice.snapshot_records (
  kind text collate "C" not null,
  key text collate "C" not null,
  revision_from bigint not null,
  revision_to bigint,
  record json not null,
  primary key (kind, key, revision_from)
);
create unique index snapshot_records_in_force on sluice.snapshot_records (kind, key) where revision_to is null;
create index snapshot_records_begun on sluice.snapshot_records (revision_from);
create index snapshot_records_ended on sluice.snapshot_records (revision_to) where revision_to is not null;

-- All current results of one resource in one row. `results` is read by sluice.rows_of (0003-states.sql).
create table sluice.resource_states (
  resource_key text collate "C" primary key,
  resource_id text not null,
  resource_type text not null,
  etag text not null,
  revision bigint not null,
  at timestamptz not null,
  results json not null
) with (fillfactor = 85);

-- The current results that somebody asks for: everything but Compliant and NotApplicable.
create table sluice.state_exceptions (
  resource_key text collate "C" not null,
  scope_key text collate "C" not null,
  assignment_key text collate "C" not null,
  definition_key text collate "C" not null,
  definition_version text not null,
  definition_reference_id text,
  component_id text,
  component_type text,
  component_name text,
  effect text not null,
  compliance_state text not null,
  detail json
);
create index state_exceptions_by_resource on sluice.state_exceptions (resource_key);
create index state_exceptions_by_assignment on sluice.state_exceptions (assignment_key, compliance_state, resource_key);
create index state_exceptions_by_scope on sluice.state_exceptions (scope_key, compliance_state, resource_key);

-- One row for each stretch of time [valid_from, valid_to) in which a result stayed the same. What still holds ends at
-- infinity and has a partition of its own; what has ended lies in the month it ended in, so that retention drops a month.
create table sluice.state_history (
  resource_key text collate "C" not null,
  resource_id text not null,
  resource_type text not null,
  scope_key text collate "C" not null,
  assignment_key text collate "C" not null,
  definition_key text collate "C" not null,
  definition_version text not null,
  definition_reference_id text,
  component_id text,
  effect text not null,
  compliance_state text not null,
  revision bigint not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null
) partition by range (valid_to);
create table sluice.state_history_open partition of sluice.state_history for values from ('infinity') to (maxvalue);
create unique index state_history_open_result on sluice.state_history_open
  (resource_key, assignment_key, definition_reference_id, component_id) nulls not distinct;
create table sluice.state_history_default partition of sluice.state_history default;
-- The open partition has its own index for this; the monthly ones get theirs when they are made (0002-upkeep.sql).
create index state_history_default_by_resource on sluice.state_history_default (resource_key, valid_from);

-- How many results are in which state: sum the deltas. A job folds them; nobody updates a row that others update.
create table sluice.state_counters (
  seq bigint generated always as identity primary key,
  scope_key text collate "C" not null,
  assignment_key text collate "C" not null,
  definition_key text collate "C" not null,
  definition_reference_id text,
  compliance_state text not null,
  delta bigint not null
);

create table sluice.activity_log (
  seq bigint generated always as identity primary key,
  event_id text not null,
  at timestamptz not null,
  category text not null,
  subscription_id text,
  resource_group text,
  resource_id text not null,
  resource_type text not null,
  resource_provider text not null,
  operation text not null,
  status text not null,
  level text not null,
  caller text not null,
  correlation_id text not null,
  body json not null
);
create index activity_log_by_subscription on sluice.activity_log (lower(subscription_id), at desc, seq desc);
create index activity_log_by_time on sluice.activity_log (at desc, seq desc);
create index activity_log_by_correlation on sluice.activity_log (lower(correlation_id));

-- Each decision, with what every rule said that judged the request (PolicyInsights' policyEvents): one row, since all of it
-- comes and goes together. `results` is read by sluice.rows_of.
create table sluice.decisions (
  id text collate "C" primary key,
  at timestamptz not null,
  revision bigint not null,
  engine_version text not null,
  verdict text not null,
  resource_key text collate "C" not null,
  principal_id text,
  -- Whether any result is neither Compliant nor NotApplicable.
  exceptional boolean not null,
  results json not null,
  request json not null
);
create index decisions_by_time on sluice.decisions (at);
create index decisions_by_resource on sluice.decisions (resource_key, at);
create index decisions_exceptional on sluice.decisions (at) where exceptional;

-- Secrets of principals, hashed.
create table sluice.secrets (
  id text collate "C" primary key,
  client_id text not null,
  hash text not null,
  expires_at timestamptz
);
create index secrets_by_client on sluice.secrets (lower(client_id));

create table sluice.signing_keys (
  kid text collate "C" primary key,
  public_jwk text not null,
  sealed_private_key text not null,
  created_at timestamptz not null,
  retired_at timestamptz
);

create table sluice.properties (
  name text collate "C" primary key,
  value text not null
);
