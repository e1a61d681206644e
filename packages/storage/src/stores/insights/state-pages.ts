import { type RawBuilder, sql } from 'kysely';
import { toIsoTime } from '../../database/types.ts';
import type { Paging, StateRow, StatesPlace } from '../../insights.ts';
import type { ColumnTable } from '../../query/columns.ts';
import { isInRanges, type KeyRange, unnestRanges } from '../../query/insights/places.ts';
import { type Period, resourceStretches } from '../../query/insights/relations.ts';
import { readRowToken, writeRowToken } from '../../query/insights/row-token.ts';
import type { Page } from '../../storage.ts';
import type { MemberCache } from '../state-members.ts';
import { toStateResult } from '../state-results.ts';
import type { Reader } from './in-snapshot.ts';
import { allOf, type Narrowed } from './narrow.ts';
import { componentsOf, toldPlaces } from './told-results.ts';

/**
 * A page in the order of keys where no condition is of both sides: resources are found by their keys or sets, and only those of the page are
 * looked at more closely.
 */
export async function pageByKeys(
  database: Reader,
  members: MemberCache,
  query: StatesPlace & Paging,
  narrowed: Narrowed,
  table: ColumnTable,
): Promise<Page<StateRow>> {
  const { top } = query;
  const rows: StateRow[] = [];
  let [after = null] = query.after === undefined ? [] : readRowToken(query.after, 1);
  if (narrowed.ranges.length === 0) return { items: [] };
  let perResource = narrowed.members === undefined ? EXPECTED_RESULTS : 1;
  for (;;) {
    const wanted = Math.min(MOST_RESOURCES, Math.max(1, Math.ceil((top - rows.length) / perResource)));
    const keys = await keysAfter(database, query.period, narrowed, table, after, wanted + 1);
    const page = keys.slice(0, wanted);
    const found = await stretchesOf(database, query.period, narrowed, table, page);
    const known = await members.of(
      database,
      found.flatMap(row => row.members),
    );
    for (const row of found) rows.push(...toRows(row, known, query, narrowed.members));
    after = page.at(-1) ?? null;
    if (keys.length <= wanted || after === null) return { items: rows };
    if (rows.length >= top) return { items: rows, next: writeRowToken([after]) };
    perResource = Math.max(1, rows.length / wanted);
  }
}

/** Until it is seen how many there are. */
const EXPECTED_RESULTS = 16;
const MOST_RESOURCES = 5_000;
/** With more sets than this, looking into each costs more than going through the resources in order. */
const FEW_SETS = 200;
/** Of sets and places together. */
const MOST_LOOKS = 2_000;

/** Keys from one on, in order, each once. */
async function keysAfter(
  database: Reader,
  period: Period,
  { ranges, sets, split }: Narrowed,
  table: ColumnTable,
  after: string | null,
  top: number,
): Promise<readonly string[]> {
  const ahead = after === null ? ranges : ranges.filter(({ to }) => to > after);
  const isBeyond = after === null ? sql`true` : sql`s.resource_key > ${after}`;
  const inPlace = sql<boolean>`s.resource_key >= place.low and s.resource_key < place.high and ${isBeyond}`;
  const firstOf = (narrow: RawBuilder<boolean>) => sql`(
    select q.resource_key
    from (${resourceStretches(period, narrow)}) as q
    where ${allOf(split.resource, table)}
    order by q.resource_key
    limit ${top}
  )`;
  const read = async (from: RawBuilder<unknown>) => {
    const statement = sql<{ readonly resource_key: string }>`
      select distinct f.resource_key from ${from} as f order by f.resource_key limit ${top}`;
    const { rows } = await database.run(db => statement.execute(db));
    return rows.map(row => row.resource_key);
  };
  // Conditions on the resource itself mostly hold for many: then the first resources in order have enough.
  if (period.kind === 'now' && sets !== undefined && split.resource.length > 0) {
    const probed = await probe(database, { ahead, isBeyond, sets, split }, table, top);
    if (probed !== undefined) return probed;
  }
  // Each set is asked for its first ones, from an index that has them in order; of those the first are taken.
  if (
    period.kind === 'now' &&
    sets !== undefined &&
    sets.length <= FEW_SETS &&
    sets.length * ahead.length <= MOST_LOOKS
  ) {
    const chosen = sql`unnest(${[...sets]}::integer[]) as chosen(id), ${unnestRanges(ahead)}`;
    return read(sql`${chosen}, lateral ${firstOf(sql<boolean>`${inPlace} and s.set_id = chosen.id`)}`);
  }
  const ofSets =
    sets === undefined ? sql<boolean>`true` : sql<boolean>`s.set_id = any (${[...sets]}::integer[])`;
  const keys: string[] = [];
  // Ranges are in order: the later ones are looked into only if need be.
  for (let at = 0, step = 2; at < ahead.length && keys.length < top; at += step, step *= 2) {
    const few = unnestRanges(ahead.slice(at, at + step));
    keys.push(...(await read(sql`${few}, lateral ${firstOf(sql<boolean>`${inPlace} and ${ofSets}`)}`)));
  }
  return keys.slice(0, top);
}

/** How far is looked in the order of keys before the sets are asked. */
const PROBED = 4_000;

/** The keys that are wanted, if the first resources of the places have as many, or there are no more. */
async function probe(
  database: Reader,
  {
    ahead,
    isBeyond,
    sets,
    split,
  }: {
    readonly ahead: readonly KeyRange[];
    readonly isBeyond: RawBuilder<unknown>;
    readonly sets: readonly number[];
    readonly split: Narrowed['split'];
  },
  table: ColumnTable,
  top: number,
): Promise<readonly string[] | undefined> {
  const inPlace = sql<boolean>`${isInRanges(sql.ref('s.resource_key'), ahead)} and ${isBeyond}`;
  const { rows } = await database.run(db =>
    sql<{ keys: readonly string[]; seen: number }>`
      with first as materialized (
        select s.resource_key, s.resource_id, s.resource_type, s.location, s.at, s.set_id
        from sluice.resource_states s
        where ${inPlace}
        order by s.resource_key limit ${PROBED}
      )
      select (select count(*) from first) as seen, array(
        select q.resource_key from first as q
        where q.set_id = any (${[...sets]}::integer[]) and ${allOf(split.resource, table)}
        order by q.resource_key limit ${top}) as keys`.execute(db),
  );
  const { keys = [], seen = 0 } = rows[0] ?? {};
  return keys.length >= top || seen < PROBED ? keys : undefined;
}

type StretchRow = {
  readonly resource_key: string;
  readonly resource_id: string;
  readonly resource_type: string;
  readonly location: string | null;
  readonly revision: number;
  readonly at: string;
  /** As texts: equal where they are the same time. */
  readonly began: string;
  readonly since: readonly string[] | null;
  readonly told_since: readonly string[] | null;
  readonly first_at: readonly string[] | null;
  /** Whether it held when the period began. */
  readonly held: boolean;
  readonly components: unknown;
  readonly details: unknown;
  readonly members: readonly number[];
};

/** All stretches of those resources that fit. */
async function stretchesOf(
  database: Reader,
  period: Period,
  { sets, split }: Narrowed,
  table: ColumnTable,
  keys: readonly string[],
): Promise<readonly StretchRow[]> {
  if (keys.length === 0) return [];
  const ofSets = sets === undefined ? sql`true` : sql`s.set_id = any (${[...sets]}::integer[])`;
  const narrow = sql<boolean>`s.resource_key = any (${[...keys]}::text[]) and ${ofSets}`;
  const held = period.kind === 'within' ? sql`q.began <= ${period.from}::timestamptz` : sql`true`;
  const { rows } = await database.run(db =>
    sql<StretchRow>`
      select q.resource_key, q.resource_id, q.resource_type, q.location, q.revision, q.at, q.began::text as began,
        q.since::text[] as since, q.told_since::text[] as told_since, q.first_at::text[] as first_at, ${held} as held, q.components, q.details, t.members
      from (${resourceStretches(period, narrow)}) as q
      join sluice.state_sets t on t.id = q.set_id
      where ${allOf(split.resource, table)}
      order by q.resource_key, q.began`.execute(db),
  );
  return rows;
}

function toRows(
  row: StretchRow,
  known: Awaited<ReturnType<MemberCache['of']>>,
  { subject, period }: StatesPlace,
  wanted: ReadonlySet<number> | undefined,
): readonly StateRow[] {
  const members = row.members.flatMap(id => known.get(id) ?? []);
  return toldPlaces(members, subject)
    .filter(({ member, place }) => (wanted?.has(member.id) ?? true) && isBegun(row, place))
    .map(({ place, member }) => {
      const changedAt = toIsoTime(row.since?.[place - 1] ?? row.began);
      return {
        resourceKey: row.resource_key,
        resourceId: row.resource_id,
        resourceType: row.resource_type,
        location: row.location,
        revision: row.revision,
        timestamp: period.kind === 'within' ? toIsoTime(toldSince(row, place)) : row.at,
        changedAt,
        firstAt: toIsoTime(row.first_at?.[place - 1] ?? row.began),
        result: toStateResult(member, place, row),
        components: componentsOf(members, member, row),
      };
    });
}

/** A stretch of a result comes once: from the stretch of the resource that it began in, or that held when the period began. */
function isBegun(row: StretchRow, place: number): boolean {
  return row.held || toldSince(row, place) === row.began;
}

/** Since when the result has its state and its reasons. */
function toldSince({ told_since, since, began }: StretchRow, place: number): string {
  return told_since?.[place - 1] ?? since?.[place - 1] ?? began;
}
