import type { StateResult } from '@sluice/engine/model';
import { type RawBuilder, sql } from 'kysely';
import type { StatesCount, StatesPlace } from '../../insights.ts';
import type { ColumnTable } from '../../query/columns.ts';
import { type Period, resourceStretches, stateRows } from '../../query/insights/relations.ts';
import { namesIn } from '../../query/insights/split-filter.ts';
import { COUNTED_STATE_COLUMNS, countedColumn } from '../../query/insights/state-columns.ts';
import type { MemberCache } from '../state-members.ts';
import { type MemberRow, toStateResult } from '../state-results.ts';
import type { Reader } from './in-snapshot.ts';
import { allOf, countedNarrowing, isMember, type Narrowed, narrowing } from './narrow.ts';

/** How many resources have which results: by sets, since whatever is counted follows from a set and how often it occurs. */
export async function countStates(
  database: Reader,
  cache: MemberCache,
  query: Omit<StatesPlace, 'subject'>,
  narrowed: Narrowed,
  table: ColumnTable,
): Promise<readonly StatesCount[]> {
  if (narrowed.ranges.length === 0) return [];
  const counts = await countSets(database, query, narrowed, table);
  const known = await cache.of(
    database,
    counts.flatMap(({ members }) => members),
  );
  return counts.flatMap(({ members, n }) => {
    const results = toldOf(members, known, narrowed);
    return results.length === 0 ? [] : [{ results, resources: n }];
  });
}

/** The results among these members that a query tells of. */
export function toldOf(
  members: readonly number[],
  known: ReadonlyMap<number, MemberRow>,
  narrowed: Narrowed,
): readonly StateResult[] {
  return members.flatMap(id => {
    const member = known.get(id);
    const isTold = member !== undefined && member.compliance_state !== 'NotApplicable';
    return isTold && (narrowed.members?.has(id) ?? true) ? [toStateResult(member, 0, NO_ROW)] : [];
  });
}

/** A count is of no resource in particular: it has no names of components and no reasons. */
const NO_ROW = { resource_id: '', components: null, details: null };

type SetCount = { readonly members: readonly number[]; readonly n: number };

async function countSets(
  database: Reader,
  { period }: Omit<StatesPlace, 'subject'>,
  narrowed: Narrowed,
  table: ColumnTable,
): Promise<readonly SetCount[]> {
  const { split } = narrowed;
  const statement =
    split.both.length > 0
      ? // A condition on both sides at once: each resource has results of its own that fit.
        sql<SetCount>`
          select r.members, count(*) as n
          from (
            select array_agg(q.member order by q.place) as members
            from (${stateRows(period, 'resources', narrowing(narrowed))}) as q
            where ${isMember(narrowed)} and ${allOf([...split.resource, ...split.both], table)}
            group by q.resource_key
          ) r
          group by r.members`
      : sql<SetCount>`
          select t.members, c.n
          from (${countsOfSets(period, narrowed, table)}) c
          join sluice.state_sets t on t.id = c.set_id`;
  const { rows } = await database.run(db => statement.execute(db));
  return rows;
}

/** How many resources have which set, as `set_id` and `n`; of conditions those that speak of resources are asked. */
export function countsOfSets(period: Period, narrowed: Narrowed, table: ColumnTable): RawBuilder<unknown> {
  const { split } = narrowed;
  const names = new Set([...split.resource, ...split.both].flatMap(({ filter }) => [...namesIn(filter)]));
  const counted =
    period.kind === 'now' && [...names].every(name => countedColumn(name) !== undefined)
      ? countedNarrowing(narrowed)
      : undefined;
  if (counted === undefined)
    return sql`
      select q.set_id, count(*) as n
      from (${resourceStretches(period, narrowing(narrowed))}) as q
      where ${allOf(split.resource, table)}
      group by q.set_id`;
  return sql`
    select q.set_id, sum(q.delta)::bigint as n
    from (
      select s.set_id, s.delta, s.resource_type, s.location, nullif(split_part(s.scope_key, '/', 3), '') as subscription_id,
        nullif(split_part(s.scope_key, '/', 5), '') as resource_group
      from sluice.state_counters s where ${counted}
    ) as q
    where ${allOf(split.resource, COUNTED_STATE_COLUMNS)}
    group by q.set_id having sum(q.delta) > 0`;
}
