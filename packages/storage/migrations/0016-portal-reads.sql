-- What is asked across everything that is stored, without reading every document for it.

-- A document that can be looked into: NUL, and halves of surrogate pairs, which PostgreSQL's texts cannot hold, are replaced. Every escape
-- that is written here is of such a character; what only looks like one (an escaped backslash before it) is changed and means nothing.
create function sluice.readable(body json) returns json language plpgsql immutable parallel safe as $$
begin
  if strpos(body::text, '\u') = 0 then return body; end if;
  return regexp_replace(body::text, '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g')::json;
end;
$$;

-- The properties of a deployment that name its model, as JSON; null for whatever deploys none. What they mean is not known here: of a
-- million deployments there are some thousands of these, and whoever asks reads them. Nobody names a model at a length that an index
-- could not hold. Not in SQL: a function that is not inlined costs five times as much.
create function sluice.model_reference(type_key text, body json) returns text language plpgsql immutable parallel safe as $$
declare
  properties json;
  reference text;
begin
  if type_key not in (
    'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments',
    'microsoft.machinelearningservices/workspaces/batchendpoints/deployments',
    'microsoft.machinelearningservices/workspaces/serverlessendpoints',
    'microsoft.cognitiveservices/accounts/deployments')
  then
    return null;
  end if;
  properties := sluice.readable(body) -> 'properties';
  reference := '{"model":' || coalesce((properties -> 'model')::text, 'null')
    || ',"modelSettings":' || coalesce((properties -> 'modelSettings')::text, 'null')
    || ',"resolvedModelId":' || coalesce((properties -> 'resolvedModelId')::text, 'null') || '}';
  return case when octet_length(reference) <= 2400 then reference end;
end;
$$;

-- A column, so that a write that leaves the model as it is touches no index, and counting reads the index alone.
alter table sluice.resources
  add column model_reference text generated always as (sluice.model_reference(type_key, body)) stored;
create index resources_by_model_reference on sluice.resources (type_key, model_reference) where model_reference is not null;

-- What searches find a resource by: the names in its id behind its provider, its own and those of what it is a child of. Each of their words,
-- with what follows it in the name and nothing between (`support-chat`: supportchat, chat), so that whatever a word of a search begins is
-- found by it: the rule of arm/src/words. Keys are in lower case already. The cost keeps plans from asking it of every resource.
create function sluice.search_lexemes(key text) returns tsvector language plpgsql immutable parallel safe cost 2000 as $$
declare
  parts text[] := string_to_array(regexp_replace(key, '^.*/providers/', ''), '/');
  words text[];
  rest text;
  found text[] := '{}';
begin
  for place in 3..coalesce(cardinality(parts), 0) by 2 loop
    words := regexp_split_to_array(parts[place], '[^a-z0-9\u0080-\U0010ffff]+');
    rest := '';
    for i in reverse cardinality(words)..1 loop
      continue when words[i] = '';
      rest := left(words[i] || rest, 400);
      found := array_append(found, rest);
    end loop;
  end loop;
  return array_to_tsvector(found);
end;
$$;
-- Without a list of what is pending, so that no write has to put in what others left there.
create index resources_by_words on sluice.resources using gin (sluice.search_lexemes(key)) with (fastupdate = off);

-- How compliance went is worked out from what is now and what changed since: found by when it changed, and read from the indexes alone where
-- everything is asked about.
create index resource_states_by_change on sluice.resource_states (changed_at, set_id);
create index state_history_by_end on sluice.state_history (valid_to, set_id, valid_from);
