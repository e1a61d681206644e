-- What deployIfNotExists deployed after a request is found in the log by this, without reading the log.
create index activity_log_deployed on sluice.activity_log (lower(resource_id))
  where category = 'Policy' and status = 'Succeeded' and operation = 'Microsoft.Authorization/policies/deployIfNotExists/action';
