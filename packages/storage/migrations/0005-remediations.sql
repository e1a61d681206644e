-- What a remediation is to set right, one row a resource, and what became of each. A remediation that is started again has rows of
-- another run. They go with the remediation, however it goes; looking for them costs a delete one look at an index.
create table sluice.remediated_resources (
  run_id text collate "C" not null,
  resource_key text collate "C" not null,
  remediation_key text collate "C" not null references sluice.resources (key) on delete cascade,
  resource_id text not null,
  location text,
  -- 'Accepted' waits; the others are final.
  status text not null default 'Accepted',
  deployment_id text,
  error json,
  created_on timestamptz not null,
  last_updated_on timestamptz not null,
  primary key (run_id, resource_key)
);
create index remediated_resources_by_remediation on sluice.remediated_resources (remediation_key);
create index remediated_resources_waiting on sluice.remediated_resources (run_id, resource_key) where status = 'Accepted';
