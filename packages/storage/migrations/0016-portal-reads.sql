-- What is asked across everything that is stored, without reading every document for it.

-- A document that can be looked into: NUL, and halves of surrogate pairs, which PostgreSQL's texts cannot hold, are replaced. Every escape
-- that is written here is of such a character; what only looks like one (an escaped backslash before it) is changed and means nothing.
create function sluice.readable(body json) returns json language sql immutable parallel safe as $$
  select case
    when strpos(body::text, '\u') = 0 then body
    else regexp_replace(body::text, '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g')::json
  end
$$;

-- The properties of a deployment that name its model, as JSON; null for whatever deploys none. What they mean is not known here: of a
-- million deployments there are some thousands of these, and whoever asks reads them. Nobody names a model at a length that an index
-- could not hold.
create function sluice.model_reference(type_key text, body json) returns text language sql immutable parallel safe as $$
  select case
    when type_key in (
      'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments',
      'microsoft.machinelearningservices/workspaces/batchendpoints/deployments',
      'microsoft.machinelearningservices/workspaces/serverlessendpoints',
      'microsoft.cognitiveservices/accounts/deployments')
    then (
      select case when octet_length(t.text) <= 2400 then t.text end
      from (select sluice.readable(body) -> 'properties' as own) p
      cross join lateral (
        select '{"model":' || coalesce((p.own -> 'model')::text, 'null')
          || ',"modelSettings":' || coalesce((p.own -> 'modelSettings')::text, 'null')
          || ',"resolvedModelId":' || coalesce((p.own -> 'resolvedModelId')::text, 'null') || '}' as text
      ) t)
  end
$$;

-- A column, so that a write that leaves the model as it is touches no index, and counting reads the index alone.
alter table sluice.resources
  add column model_reference text generated always as (sluice.model_reference(type_key, body)) stored;
create index resources_by_model_reference on sluice.resources (type_key, model_reference) where model_reference is not null;
