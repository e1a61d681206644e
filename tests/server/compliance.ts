import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { applyChanges, createSnapshot } from '@sluice/engine';
import type { ResourceStates } from '@sluice/engine/model';
import { createProviderVocabulary, createTypeTable, RESOURCE_TYPES } from '@sluice/providers/types';
import type { Storage } from '@sluice/storage';
import pg from 'pg';
import { judgeResources } from '../../packages/server/src/scan/judge-resources.ts';
import { createMetrics } from '../../packages/server/src/telemetry/create-metrics.ts';

// What must hold of the compliance states of any database, whatever happened to the servers on it.

const JUDGED = RESOURCE_TYPES.filter(type => type.judged).map(({ type }) => type.toLowerCase());

/** Rows of a statement past the storage. */
export async function query<Row extends pg.QueryResultRow>(
  { address }: Pick<Storage, 'address'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  if (address.kind !== 'url') throw new Error('an open database has a URL');
  const client = new pg.Client({ connectionString: address.url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/**
 * Waits until nothing that judges waits or runs. What would begin in a few seconds may begin now; `poke` makes the servers look, which
 * they otherwise do every two seconds.
 */
export async function untilIdle(
  storage: Storage,
  poke?: () => Promise<unknown>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const waiting = await query<{ name: string; state: string; data: unknown; output: unknown }>(
      storage,
      `with soon as (
         update sluice_jobs.job set start_after = now()
         where name in ('rejudge', 'scan-part') and state = 'created' and start_after > now())
       select name, state::text, data, output from sluice_jobs.job
       where name in ('rejudge', 'scan-part') and state in ('created', 'retry', 'active')`,
    );
    if (waiting.length === 0) return;
    if (Date.now() > deadline) throw new Error(`never idle: ${JSON.stringify(waiting.slice(0, 3))}`);
    await poke?.();
    await sleep(20);
  }
}

/** What a process that has just read everything says of every resource. */
export async function judgedAfresh(storage: Storage): Promise<ReadonlyMap<string, ResourceStates>> {
  const { revision, changes } = await storage.changes.current();
  const empty = createSnapshot(createTypeTable(), createProviderVocabulary());
  const snapshot = applyChanges(empty, revision, changes);
  const metrics = createMetrics(() => {});
  const states = new Map<string, ResourceStates>();
  let after: string | undefined;
  do {
    const page = await storage.resources.list({
      types: JUDGED,
      under: '',
      top: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    const dependencies = { storage, metrics, now: () => new Date().toISOString(), newId: randomUUID };
    for (const each of await judgeResources(snapshot, page.items, dependencies))
      states.set(each.resourceKey, each);
    after = page.next;
  } while (after !== undefined);
  return states;
}

/** Where the stored states are not what a fresh look at everything gives. Empty when all is well. */
export async function staleStates(storage: Storage): Promise<readonly string[]> {
  const problems: string[] = [];
  const known = await statesByKey(storage);
  for (const [key, fresh] of await judgedAfresh(storage)) {
    const stored = known.get(key);
    if (stored === undefined) problems.push(`${key}: has no states`);
    else if (!isDeepStrictEqual(comparable(stored), comparable(fresh)))
      problems.push(`${key}: is kept as ${difference(stored, fresh)}, but is ${difference(fresh, stored)}`);
  }
  return problems;
}

async function statesByKey(storage: Storage): Promise<ReadonlyMap<string, ResourceStates>> {
  const keys = await query<{ key: string }>(
    storage,
    'select resource_key as key from sluice.resource_states',
  );
  const found = new Map<string, ResourceStates>();
  for (let n = 0; n < keys.length; n += READERS) {
    const some = await Promise.all(keys.slice(n, n + READERS).map(({ key }) => storage.states.get(key)));
    for (const each of some) if (each !== undefined) found.set(each.resourceKey, each);
  }
  return found;
}

const READERS = 8;

/** As JSON has it: what is undefined is not there. When it was judged, and by which revision, may differ. */
function comparable({ revision: _revision, at: _at, ...states }: ResourceStates): unknown {
  return json(states);
}

/** Results in which the one differs from the other; the versions where none does. */
function difference(one: ResourceStates, other: ResourceStates): string {
  const told = one.results.filter(
    (result, place) => !isDeepStrictEqual(json(result), json(other.results[place])),
  );
  const head = { etag: one.etag, location: one.location, revision: one.revision, count: one.results.length };
  return JSON.stringify({ ...head, results: told });
}

function json(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Where the tables of states contradict themselves or one another. Empty when all is well. */
export function brokenStates(storage: Storage): Promise<readonly string[]> {
  return found(storage, LAWS);
}

/** Where times of states are not in order. Empty when all is well. */
export function disorderedStates(storage: Storage): Promise<readonly string[]> {
  return found(storage, ORDERS);
}

async function found(storage: Storage, laws: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [what, text] of Object.entries(laws)) {
    const rows = await query(storage, text);
    problems.push(...rows.slice(0, 5).map(row => `${what}: ${JSON.stringify(row)}`));
  }
  return problems;
}

const JUDGED_LIST = JUDGED.map(type => `'${type}'`).join(', ');

/** Statements that find nothing. */
const LAWS: Readonly<Record<string, string>> = {
  'a judged resource has states of its present version': `
    select r.key, r.etag, s.etag as judged from sluice.resources r
    left join sluice.resource_states s on s.resource_key = r.key
    where r.type_key in (${JUDGED_LIST}) and s.etag is distinct from r.etag`,
  'states are of a resource that exists': `
    select s.resource_key from sluice.resource_states s
    where not exists (select from sluice.resources r where r.key = s.resource_key)`,
  'counters are a recount': `
    with counted as (
      select scope_key, resource_type, location, set_id, sum(delta) as n from sluice.state_counters
      group by 1, 2, 3, 4 having sum(delta) <> 0
    ), recounted as (
      select scope_key, resource_type, location, set_id, count(*) as n from sluice.resource_states group by 1, 2, 3, 4
    )
    (select 'counted' as side, * from (select * from counted except select * from recounted) a)
    union all
    (select 'recounted', * from (select * from recounted except select * from counted) b)`,
  'each result has its times': `
    with kept as (
      select resource_key, set_id, since, first_at from sluice.resource_states
      union all
      select resource_key, set_id, since, first_at from sluice.state_history
    )
    select k.* from kept k join sluice.state_sets t on t.id = k.set_id
    where cardinality(k.since) <> cardinality(t.members) or cardinality(k.first_at) <> cardinality(t.members)
      or (k.since is null) <> (k.first_at is null)`,
  'every set that is named is there': `
    select set_id from (
      select set_id from sluice.resource_states union select set_id from sluice.state_history
      union select set_id from sluice.state_counters union select set_id from sluice.decisions
    ) named where set_id is not null and set_id not in (select id from sluice.state_sets)`,
  'an entry about a resource that was made names one that was made': `
    select a.event_id, a.resource_id from sluice.activity_log a
    where a.category = 'Policy' and a.status = 'Failed' and a.operation like '%/deny/action'
      and not exists (
        select from sluice.activity_log b
        where b.correlation_id = a.correlation_id and b.category = 'Administrative' and b.status = 'Failed')`,
};

/** The same, of times. */
const ORDERS: Readonly<Record<string, string>> = {
  'stretches of history are in order, and none overlaps the next': `
    with stretches as (
      select resource_key, valid_from, valid_to from sluice.state_history
      union all
      select resource_key, changed_at, 'infinity' from sluice.resource_states
    ), ordered as (
      select *, lag(valid_to) over (partition by resource_key order by valid_from, valid_to) as before from stretches
    )
    select * from ordered where valid_from >= valid_to or valid_from < before`,
  'each result was first looked at before it is as it is, and that before now': `
    with kept as (
      select resource_key, since, first_at, changed_at as since_all, at as until from sluice.resource_states
      union all
      select resource_key, since, first_at, valid_from, valid_to from sluice.state_history
    )
    select k.* from kept k
    where k.since_all > k.until or exists (
      select from unnest(k.since, k.first_at) u(since, first_at)
      where not coalesce(u.first_at <= u.since and u.since <= k.until, false))`,
  'each result is told as it is from some time since it is in its state': `
    with kept as (
      select resource_key, since, told_since, at as until from sluice.resource_states
      union all
      select resource_key, since, told_since, valid_to from sluice.state_history
    )
    select k.* from kept k
    where k.told_since is not null and (k.since is null or exists (
      select from unnest(k.since, k.told_since) u(since, told_since)
      where not coalesce(u.since <= u.told_since and u.told_since <= k.until, false)))`,
  'within a stretch evaluations are in order, and so are the revisions that they went by': `
    with kept as (
      select resource_key, changed_at as began, began_by, judged_at, judged_by, at, revision from sluice.resource_states
      union all
      select resource_key, valid_from, began_by, judged_at, judged_by, at, revision from sluice.state_history
    )
    select k.* from kept k
    where k.began_by > k.revision or k.began > k.at or cardinality(k.judged_at) <> cardinality(k.judged_by) or exists (
      select from unnest(k.judged_at, k.judged_by) with ordinality u(at, revision, n)
      where not coalesce(
        u.at >= coalesce(k.judged_at[u.n - 1], k.began) and u.at <= k.at
        and u.revision > coalesce(k.judged_by[u.n - 1], k.began_by) and u.revision <= k.revision, false))`,
  'every stretch ends in another set, at another place or with other reasons': `
    with stretches as (
      select resource_key, valid_from, valid_to, set_id, location, details::text as details from sluice.state_history
      union all
      select resource_key, changed_at, 'infinity', set_id, location, details::text from sluice.resource_states
    ), ordered as (
      select *, lead(valid_from) over w as next_from, lead(set_id) over w as next_set, lead(location) over w as next_location,
        lead(details) over w as next_details
      from stretches window w as (partition by resource_key order by valid_from, valid_to)
    )
    select * from ordered
    where valid_to = next_from and set_id = next_set and location is not distinct from next_location
      and details is not distinct from next_details`,
};
