-- Events on their way from the outbox to webhooks (ADR 21).

-- What the server keeps of each webhook beside its resource.
create table sluice.webhooks (
  key text collate "C" primary key references sluice.resources (key) on delete cascade,
  -- How far the outbox was when the webhook was made: it is told of what came after.
  since_seq bigint not null,
  -- Which process sends its events, and until when nobody else may.
  lease text,
  leased_until timestamptz,
  -- The target asked to be left alone until then.
  paused_until timestamptz,
  delivered bigint not null default 0,
  last_delivered_on timestamptz,
  -- Since when every attempt has failed.
  failing_since timestamptz,
  last_error text
);

-- One event for one webhook. Of those of a resource that wait, only the first one is ever due.
create table sluice.deliveries (
  webhook_key text collate "C" not null references sluice.webhooks (key) on delete cascade,
  -- Of the row of the outbox, and of the event among those that the row made.
  seq bigint not null,
  number integer not null,
  resource_key text collate "C" not null,
  event json not null,
  created_on timestamptz not null default now(),
  attempts integer not null default 0,
  -- When it may be sent; null: another event of the resource comes first, or it is a dead letter.
  due_at timestamptz,
  last_error text,
  -- Since when it is a dead letter; null: it waits.
  dead_on timestamptz,
  primary key (webhook_key, seq, number)
);
create index deliveries_due on sluice.deliveries (webhook_key, due_at) where due_at is not null;
create index deliveries_by_resource on sluice.deliveries (webhook_key, resource_key, seq, number) where dead_on is null;
create index deliveries_waiting on sluice.deliveries (webhook_key, created_on) where dead_on is null;
create index deliveries_dead on sluice.deliveries (webhook_key, seq, number) where dead_on is not null;

-- A transaction that begins after the webhook is there takes a higher number, whatever the clocks of servers say.
create function sluice.begin_webhook() returns trigger language plpgsql as $$
begin
  insert into sluice.webhooks (key, since_seq)
  select new.key, case when s.is_called then s.last_value else 0 end from sluice.outbox_seq_seq s;
  return null;
end;
$$;
create trigger resources_begin_webhook after insert on sluice.resources
  for each row when (new.type_key = 'sluice.governance/webhooks') execute function sluice.begin_webhook();

-- Makes the first waiting delivery of each of these (webhook, resource) due, if it is not yet. The caller holds the webhooks' rows.
-- Here and below rows are looked up by key, few at a time: no plan may depend on how small the tables were.
create function sluice.line_up(webhook_keys text[], resource_keys text[]) returns void language sql volatile
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  with heads as materialized (
    select k.webhook_key, h.seq, h.number
    from unnest(webhook_keys, resource_keys) as k(webhook_key, resource_key)
    cross join lateral (
      select f.seq, f.number
      from sluice.deliveries f
      where f.webhook_key = k.webhook_key and f.resource_key = k.resource_key and f.dead_on is null
      order by f.seq, f.number
      limit 1
    ) h
  )
  update sluice.deliveries d set due_at = now()
  from heads h
  where d.webhook_key = h.webhook_key and d.seq = h.seq and d.number = h.number and d.due_at is null
$$;

-- Takes in deliveries: [{webhook_key, seq, number, resource_key, event}]. What a webhook that is gone, or was made later, would get
-- is left out.
create function sluice.enqueue_deliveries(given json) returns void language plpgsql volatile
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  -- Whoever takes in, settles or redelivers holds the webhook's row: none of them may miss what another one does to the line.
  perform from sluice.webhooks w
  where w.key in (select g.webhook_key collate "C" from json_to_recordset(given) as g(webhook_key text))
  order by w.key for update;

  insert into sluice.deliveries (webhook_key, seq, number, resource_key, event)
  select g.webhook_key, g.seq, g.number, g.resource_key, g.event::json
  from json_to_recordset(given) as g(webhook_key text, seq bigint, number integer, resource_key text, event text)
  join sluice.webhooks w on w.key = g.webhook_key and g.seq > w.since_seq
  on conflict do nothing;

  perform sluice.line_up(array_agg(k.webhook_key), array_agg(k.resource_key))
  from (select distinct g.webhook_key, g.resource_key
        from json_to_recordset(given) as g(webhook_key text, resource_key text)) k;
end;
$$;

-- Leases webhooks that have something due and that nobody sends for; a lease that has run out is anybody's.
create function sluice.lease_webhooks(holder text, seconds integer) returns table (webhook_key text, is_failing boolean)
language sql volatile as $$
  update sluice.webhooks u set lease = holder, leased_until = now() + make_interval(secs => seconds)
  from (
    select w.key
    from sluice.webhooks w
    join sluice.resources r on r.key = w.key
    where (w.leased_until is null or w.leased_until < now())
      and (w.paused_until is null or w.paused_until <= now())
      and r.body #>> '{properties,enabled}' is distinct from 'false'
      and exists (select from sluice.deliveries d where d.webhook_key = w.key and d.due_at <= now())
    for update of w skip locked
  ) free
  where u.key = free.key
  returning u.key, u.failing_since is not null
$$;

-- Keeps what became of attempts, and prolongs the lease: [{seq, number, error, retry_ms, pause_ms}], without an error where the event
-- was delivered. Returns false, and does nothing, when the lease is another one's by now.
create function sluice.settle_deliveries(
  webhook text, holder text, lease_seconds integer, max_age_seconds integer, outcomes json
) returns boolean language plpgsql volatile
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  moved text[] := '{}';
  buried text[];
  successes integer;
  failure text;
begin
  perform from sluice.webhooks w where w.key = webhook and w.lease = holder for update;
  if not found then return false; end if;

  with gone as (
    delete from sluice.deliveries d
    using json_to_recordset(outcomes) as o(seq bigint, number integer, error text)
    where d.webhook_key = webhook and d.seq = o.seq and d.number = o.number and o.error is null
    returning d.resource_key
  )
  select count(*), coalesce(array_agg(g.resource_key), '{}') into successes, moved from gone g;

  update sluice.deliveries d set
    attempts = d.attempts + 1, last_error = o.error,
    -- One that was overtaken by a redelivery waits for its turn instead.
    due_at = case when d.due_at is not null then now() + make_interval(secs => o.retry_ms / 1000.0) end
  from json_to_recordset(outcomes) as o(seq bigint, number integer, error text, retry_ms bigint)
  where d.webhook_key = webhook and d.seq = o.seq and d.number = o.number and d.dead_on is null and o.error is not null;

  select o.error into failure from json_to_recordset(outcomes) as o(error text) where o.error is not null limit 1;
  if failure is not null then
    with old as (
      update sluice.deliveries d set dead_on = now(), due_at = null, last_error = coalesce(d.last_error, failure)
      where d.webhook_key = webhook and d.dead_on is null
        and d.created_on <= now() - make_interval(secs => max_age_seconds)
        -- While some are delivered, those that were not tried have only not had their turn.
        and (successes = 0 or d.attempts > 0)
      returning d.resource_key
    )
    select array_agg(distinct o.resource_key) into buried from old o;
    moved := moved || coalesce(buried, '{}');
  end if;
  perform sluice.line_up(array_fill(webhook, array[cardinality(moved)]), moved);

  update sluice.webhooks w set
    leased_until = now() + make_interval(secs => lease_seconds),
    paused_until = (
      select now() + make_interval(secs => max(o.pause_ms) / 1000.0) from json_to_recordset(outcomes) as o(pause_ms bigint)),
    delivered = w.delivered + successes,
    last_delivered_on = case when successes > 0 then now() else w.last_delivered_on end,
    failing_since = case when successes > 0 then null when failure is not null then coalesce(w.failing_since, now())
      else w.failing_since end,
    last_error = coalesce(failure, w.last_error)
  where w.key = webhook;
  return true;
end;
$$;

-- Makes everything that waits for a webhook a dead letter. Returns how many there were.
create function sluice.bury_deliveries(webhook text, reason text) returns integer language plpgsql volatile as $$
declare
  buried integer;
begin
  perform from sluice.webhooks w where w.key = webhook for update;
  update sluice.deliveries d set dead_on = now(), due_at = null, last_error = reason
  where d.webhook_key = webhook and d.dead_on is null;
  get diagnostics buried = row_count;
  update sluice.webhooks w set failing_since = coalesce(w.failing_since, now()), last_error = reason where w.key = webhook;
  return buried;
end;
$$;

-- Puts dead letters back in line, each before what waits of its resource and came later; null: all of them. Returns how many.
create function sluice.redeliver(webhook text, seqs bigint[], numbers integer[]) returns integer language plpgsql volatile
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  again integer;
  resources text[];
begin
  perform from sluice.webhooks w where w.key = webhook for update;
  with raised as (
    update sluice.deliveries d set dead_on = null, attempts = 0, created_on = now(), due_at = null
    where d.webhook_key = webhook and d.dead_on is not null
      and (seqs is null or (d.seq, d.number) in (select * from unnest(seqs, numbers)))
    returning d.resource_key
  )
  select count(*), coalesce(array_agg(distinct r.resource_key), '{}') into again, resources from raised r;
  update sluice.deliveries d set due_at = null
  where d.webhook_key = webhook and d.resource_key = any (resources) and d.due_at is not null;
  perform sluice.line_up(array_fill(webhook, array[cardinality(resources)]), resources);
  update sluice.webhooks w set paused_until = null where w.key = webhook;
  return again;
end;
$$;
