import { type RawBuilder, sql } from 'kysely';
import type { StatesTrend, TrendQuery } from '../../insights.ts';
import { STATE_COLUMNS } from '../../query/insights/state-columns.ts';
import type { MemberCache } from '../state-members.ts';
import { countsOfSets, toldOf } from './count-states.ts';
import type { Reader } from './in-snapshot.ts';
import { type Narrowed, narrow, narrowing } from './narrow.ts';

/**
 * How many resources had which results at each of the times, from how many have them now: what changed after a time is taken back. Costs
 * what has changed since the first of them.
 */
export async function stateTrend(
  database: Reader,
  cache: MemberCache,
  { times, ...place }: TrendQuery,
): Promise<readonly StatesTrend[]> {
  const narrowed = await narrow(database, { ...place, filters: [] }, STATE_COLUMNS);
  if (narrowed.ranges.length === 0) return [];
  const now = await readSets(database, countsOfSets({ kind: 'now' }, narrowed, STATE_COLUMNS));
  const changes = times.length === 0 ? [] : await readChanges(database, times, narrowed);
  const bySet = Map.groupBy(changes, change => change.set_id);
  const sets = await membersOf(database, [...new Set([...now.keys(), ...bySet.keys()])]);
  const known = await cache.of(database, [...sets.values()].flat());
  return [...sets].flatMap(([set, members]) => {
    const results = toldOf(members, known, narrowed);
    if (results.length === 0) return [];
    return [{ results, resources: walkBack(now.get(set) ?? 0, bySet.get(set) ?? [], times.length) }];
  });
}

/** So many resources more had a set until the time at that place (from 1; negative: fewer), and at all times before. */
type Change = { readonly set_id: number; readonly until: number; readonly n: number };

/** The numbers at each of the times and, at the end, now. */
function walkBack(now: number, changes: readonly Change[], times: number): readonly number[] {
  const differences = new Array<number>(times + 1).fill(0);
  for (const { until, n } of changes) differences[until - 1] = (differences[until - 1] ?? 0) + n;
  const numbers = new Array<number>(times + 1).fill(now);
  for (let place = times - 1; place >= 0; place--)
    numbers[place] = (numbers[place + 1] ?? 0) + (differences[place] ?? 0);
  return numbers;
}

/** A set that holds held at no time before it began; one that is over held from its beginning, and not any more at its end. */
async function readChanges(
  database: Reader,
  times: readonly string[],
  narrowed: Narrowed,
): Promise<readonly Change[]> {
  const [first = ''] = times;
  // How many of the times are before another one: a set that begins just then held.
  const justAfter = times.map(time => new Date(time).toISOString().replace('Z', '001Z'));
  const timesBefore = (at: RawBuilder<unknown>) => sql`width_bucket(${at}, ${justAfter}::timestamptz[])`;
  const place = isPlaced(narrowed);
  // Most stretches begin and end between the same times as many others of their set: they are counted before they are taken apart.
  const { rows } = await database.run(db =>
    sql<Change>`
      with stretches as (
        select s.set_id, ${timesBefore(sql`s.valid_from`)} as began, ${timesBefore(sql`s.valid_to`)} as ended, count(*) as n
        from sluice.state_history s
        where s.valid_to > ${first}::timestamptz and ${place}
        group by 1, 2, 3
      )
      select q.set_id, q.until, sum(q.n)::bigint as n
      from (
        select s.set_id, ${timesBefore(sql`s.changed_at`)} as until, -count(*) as n
        from sluice.resource_states s
        where s.changed_at > ${first}::timestamptz and ${place}
        group by 1, 2
        union all
        select set_id, ended, n from stretches where began < ended
        union all
        select set_id, began, -n from stretches where began < ended and began > 0
      ) q
      group by q.set_id, q.until
      having sum(q.n) <> 0`.execute(db),
  );
  return rows;
}

/** Of everything no key is looked at, so that an index may do without them. */
function isPlaced(narrowed: Narrowed): RawBuilder<boolean> {
  const { places, sets } = narrowed;
  if (!places.some(({ key }) => key === '')) return narrowing(narrowed);
  return sets === undefined ? sql<boolean>`true` : sql<boolean>`s.set_id = any (${[...sets]}::integer[])`;
}

async function readSets(database: Reader, counts: RawBuilder<unknown>): Promise<ReadonlyMap<number, number>> {
  const { rows } = await database.run(db =>
    sql<{ readonly set_id: number; readonly n: number }>`select c.set_id, c.n from (${counts}) c`.execute(db),
  );
  return new Map(rows.map(({ set_id, n }) => [set_id, n]));
}

async function membersOf(
  database: Reader,
  sets: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (sets.length === 0) return new Map();
  const { rows } = await database.run(db =>
    sql<{ readonly id: number; readonly members: readonly number[] }>`
      select t.id, t.members from sluice.state_sets t where t.id = any (${[...sets]}::integer[])`.execute(db),
  );
  return new Map(rows.map(({ id, members }) => [id, members]));
}
