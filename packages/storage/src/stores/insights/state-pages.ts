import { sql } from 'kysely';
import type { Database } from '../../database/connect.ts';
import { toIsoTime } from '../../database/types.ts';
import type { Paging, StateRow, StatesPlace } from '../../insights.ts';
import type { ColumnTable } from '../../query/columns.ts';
import { unnestRanges } from '../../query/insights/places.ts';
import { readRowToken, writeRowToken } from '../../query/insights/row-token.ts';
import type { Page } from '../../storage.ts';
import type { MemberCache } from '../state-members.ts';
import { toStateResult } from '../state-results.ts';
import { allOf, type Narrowed } from './narrow.ts';
import { componentsOf, toldPlaces } from './told-results.ts';

/**
 * A page of what holds now, in the order of keys, where no condition is of both sides: resources are found by their sets, and only those of
 * the page are looked at more closely.
 */
export async function pageOfCurrent(
  database: Database,
  members: MemberCache,
  query: StatesPlace & Paging,
  narrowed: Narrowed,
  table: ColumnTable,
): Promise<Page<StateRow>> {
  const { top, subject } = query;
  const rows: StateRow[] = [];
  let [after = null] = query.after === undefined ? [] : readRowToken(query.after, 1);
  if (narrowed.ranges.length === 0) return { items: [] };
  let perResource = narrowed.members === undefined ? EXPECTED_RESULTS : 1;
  for (;;) {
    const wanted = Math.min(MOST_RESOURCES, Math.max(1, Math.ceil((top - rows.length) / perResource)));
    const found = await resourcesAfter(database, narrowed, table, after, wanted + 1);
    const page = found.slice(0, wanted);
    const known = await members.of(page.flatMap(row => row.members));
    for (const row of page) rows.push(...toRows(row, known, subject, narrowed.members));
    after = page.at(-1)?.resource_key ?? null;
    if (found.length <= wanted || after === null) return { items: rows };
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

type ResourceRow = {
  readonly resource_key: string;
  readonly resource_id: string;
  readonly resource_type: string;
  readonly location: string | null;
  readonly revision: number;
  readonly at: string;
  readonly changed_at: string;
  readonly since: readonly string[] | null;
  readonly first_at: readonly string[] | null;
  readonly components: unknown;
  readonly details: unknown;
  readonly members: readonly number[];
};

/**
 * From a key on, in order. Each set and place is asked for its first ones, from an index that has them in order, and of those the first
 * are taken.
 */
async function resourcesAfter(
  database: Database,
  { ranges, sets, split }: Narrowed,
  table: ColumnTable,
  after: string | null,
  top: number,
): Promise<readonly ResourceRow[]> {
  const isSetwise =
    sets !== undefined && sets.length <= FEW_SETS && sets.length * ranges.length <= MOST_LOOKS;
  const ahead = after === null ? ranges : ranges.filter(({ to }) => to > after);
  const bySet = isSetwise
    ? sql`unnest(${[...sets]}::integer[]) as chosen(id), ${unnestRanges(ahead)}`
    : unnestRanges(ahead);
  const ofSet = isSetwise
    ? sql`and q.set_id = chosen.id`
    : sets === undefined
      ? sql``
      : sql`and q.set_id = any (${[...sets]}::integer[])`;
  const { rows } = await database.run(db =>
    sql<ResourceRow>`
      with page as materialized (
        select f.resource_key
        from ${bySet}, lateral (
          select q.resource_key
          from sluice.resource_states q
          where q.resource_key >= place.low and q.resource_key < place.high
            and q.resource_key > ${after ?? ''} ${ofSet} and ${allOf(split.resource, table)}
          order by q.resource_key
          limit ${top}
        ) f
        order by f.resource_key
        limit ${top}
      )
      select s.resource_key, s.resource_id, s.resource_type, s.location, s.revision, s.at, s.changed_at,
        s.since::text[] as since, s.first_at::text[] as first_at, s.components, s.details, t.members
      from page p
      join sluice.resource_states s on s.resource_key = p.resource_key
      join sluice.state_sets t on t.id = s.set_id
      order by s.resource_key`.execute(db),
  );
  return rows;
}

function toRows(
  row: ResourceRow,
  known: Awaited<ReturnType<MemberCache['of']>>,
  subject: StatesPlace['subject'],
  wanted: ReadonlySet<number> | undefined,
): readonly StateRow[] {
  const members = row.members.flatMap(id => known.get(id) ?? []);
  return toldPlaces(members, subject)
    .filter(({ member }) => wanted?.has(member.id) ?? true)
    .map(({ place, member }) => ({
      resourceKey: row.resource_key,
      resourceId: row.resource_id,
      resourceType: row.resource_type,
      location: row.location,
      revision: row.revision,
      timestamp: row.at,
      changedAt: timeAt(row.since, place) ?? row.changed_at,
      firstAt: timeAt(row.first_at, place) ?? row.changed_at,
      result: toStateResult(member, place, row),
      components: componentsOf(members, member, row),
    }));
}

function timeAt(times: readonly string[] | null, place: number): string | undefined {
  const text = times?.[place - 1];
  return text === undefined ? undefined : toIsoTime(text);
}
