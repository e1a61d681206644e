import { type RawBuilder, sql } from 'kysely';
import type { InsightsPlace } from '../../insights.ts';
import type { ColumnTable } from '../../query/columns.ts';
import {
  isInRanges,
  isInScopes,
  type KeyRange,
  narrowPlaces,
  type Place,
  toPlaces,
  toRanges,
} from '../../query/insights/places.ts';
import { type Filter, type SplitFilter, splitFilter } from '../../query/insights/split-filter.ts';
import { toCondition } from '../../query/to-condition.ts';
import type { Reader } from './in-snapshot.ts';

/** What a query can be about at most, found before it looks at resources. */
export type Narrowed = {
  readonly split: SplitFilter;
  readonly places: readonly Place[];
  /** The keys there. None: nothing can be found. */
  readonly ranges: readonly KeyRange[];
  /** Members that the query tells of, and the sets with one of them; undefined: all. */
  readonly members: ReadonlySet<number> | undefined;
  readonly sets: readonly number[] | undefined;
};

/**
 * Resolves what a query says of rules and their results to members, then to sets. Checks all its conditions by the way, and rejects by
 * `StorageQueryProblem`.
 */
export async function narrow(
  database: Reader,
  { under, policy, filters }: InsightsPlace,
  table: ColumnTable,
): Promise<Narrowed> {
  const split = splitFilter(filters);
  for (const each of filters) toCondition(each.filter, table, each.option);
  const places = narrowPlaces(
    toPlaces(under),
    split.resource.map(({ filter }) => filter),
  );
  const ranges = toRanges(places);
  const conditions = [
    ...(policy === undefined ? [] : [isOfPolicy(policy)]),
    ...split.policy.map(each => toCondition(each.filter, table, each.option)),
  ];
  if (conditions.length === 0 || ranges.length === 0)
    return { split, places, ranges, members: undefined, sets: undefined };
  const { rows } = await database.run(db =>
    sql<{ members: readonly number[]; sets: readonly number[] }>`
      with found as materialized (
        select coalesce(array_agg(q.id), '{}') as members
        from sluice.state_members q
        where q.compliance_state <> 'NotApplicable' and ${sql.join(conditions, sql` and `)}
      )
      select f.members, array(select t.id from sluice.state_sets t where t.members && f.members order by t.id) as sets
      from found f`.execute(db),
  );
  const { members = [], sets = [] } = rows[0] ?? {};
  return { split, places, ranges: sets.length === 0 ? [] : ranges, members: new Set(members), sets };
}

const POLICY_COLUMNS = {
  assignment: 'q.assignment_key',
  definition: 'q.definition_key',
  initiative: 'q.initiative_key',
} as const;

function isOfPolicy({ kind, keys }: NonNullable<InsightsPlace['policy']>): RawBuilder<boolean> {
  return sql`${sql.ref(POLICY_COLUMNS[kind])} = any (${[...keys]}::text[])`;
}

/** The condition on rows `s` of resources that follows. */
export function narrowing({ ranges, sets }: Pick<Narrowed, 'ranges' | 'sets'>): RawBuilder<boolean> {
  return sql<boolean>`(${isInRanges(sql.ref('s.resource_key'), ranges)} and ${isOfSets(sets)})`;
}

/** The same on counters; undefined where they do not tell the places apart. */
export function countedNarrowing({ places, sets }: Narrowed): RawBuilder<boolean> | undefined {
  const placed = isInScopes(sql.ref('s.scope_key'), places);
  return placed && sql<boolean>`(${placed} and ${isOfSets(sets)})`;
}

function isOfSets(sets: Narrowed['sets']): RawBuilder<boolean> {
  return sets === undefined ? sql<boolean>`true` : sql<boolean>`s.set_id = any (${[...sets]}::integer[])`;
}

/** Filters as conditions on `q`; true for none. */
export function allOf(filters: readonly Filter[], table: ColumnTable): RawBuilder<boolean> {
  if (filters.length === 0) return sql<boolean>`true`;
  return sql<boolean>`(${sql.join(
    filters.map(({ filter, option }) => toCondition(filter, table, option)),
    sql` and `,
  )})`;
}

/** What a query says of members, as a condition on `q`. */
export function isMember({ members }: Pick<Narrowed, 'members'>): RawBuilder<boolean> {
  return members === undefined
    ? sql<boolean>`true`
    : sql<boolean>`q.member = any (${[...members]}::integer[])`;
}
