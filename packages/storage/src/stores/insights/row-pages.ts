import { type RawBuilder, sql } from 'kysely';
import type { EventRow, EventsPlace, Paging, StateRow, StatesPlace } from '../../insights.ts';
import type { ColumnTable } from '../../query/columns.ts';
import { eventRows, stateRows } from '../../query/insights/relations.ts';
import {
  isAfter,
  markList,
  type OrderValue,
  orderList,
  orderValues,
} from '../../query/insights/row-order.ts';
import { readRowToken, writeRowToken } from '../../query/insights/row-token.ts';
import type { Page } from '../../storage.ts';
import type { MemberCache } from '../state-members.ts';
import { toStateResult } from '../state-results.ts';
import type { Reader } from './in-snapshot.ts';
import { allOf, isMember, type Narrowed, narrowing } from './narrow.ts';
import { componentsOf } from './told-results.ts';

type Ordered = Paging & { readonly orderBy?: Parameters<typeof orderValues>[0] };

const KEY: OrderValue = { sql: sql.ref('q.resource_key'), kind: 'key', descending: false, always: true };
const BEGAN: OrderValue = { sql: sql.ref('q.began'), kind: 'time', descending: false, always: true };
const PLACE: OrderValue = { sql: sql.ref('q.place'), kind: 'number', descending: false, always: true };
const NEWEST: OrderValue = { sql: sql.ref('q.at'), kind: 'time', descending: true, always: true };
const DECISION: OrderValue = { sql: sql.ref('q.id'), kind: 'key', descending: false, always: true };

/** A page of states whatever is asked: rows are made, filtered and ordered by the database. */
export async function pageOfStates(
  database: Reader,
  members: MemberCache,
  query: StatesPlace & Ordered,
  narrowed: Narrowed,
  table: ColumnTable,
): Promise<Page<StateRow>> {
  const { period, subject, orderBy = [], after, top } = query;
  const order = [...orderValues(orderBy, table), KEY, BEGAN, PLACE];
  const mark = after === undefined ? undefined : readRowToken(after, order.length);
  // Where rows come in the order of keys, an index can begin at the mark.
  const from = orderBy.length === 0 ? (mark?.[0] ?? '') : '';
  const rows = stateRows(
    period,
    subject,
    sql<boolean>`(${narrowing(narrowed)} and s.resource_key >= ${from})`,
  );
  const page = await readPage<RawStateRow>(database, rows, narrowed, table, order, mark, top);
  const known = await members.of(
    database,
    page.items.flatMap(row => row.members),
  );
  return { ...page, items: page.items.flatMap(row => toStateRow(row, known) ?? []) };
}

/** The same of events; newest first where nothing else is asked for. */
export async function pageOfEvents(
  database: Reader,
  members: MemberCache,
  query: EventsPlace & Ordered,
  narrowed: Narrowed,
  table: ColumnTable,
): Promise<Page<EventRow>> {
  const { from, to, orderBy = [], after, top } = query;
  const order = [...orderValues(orderBy, table), NEWEST, DECISION, PLACE];
  const mark = after === undefined ? undefined : readRowToken(after, order.length);
  // Where rows come newest first, an index can begin at the mark.
  const newest = orderBy.length === 0 ? (mark?.[0] ?? to) : to;
  const rows = eventRows(from, newest, narrowing(narrowed));
  const page = await readPage<RawEventRow>(database, rows, narrowed, table, order, mark, top);
  const known = await members.of(
    database,
    page.items.flatMap(row => row.members),
  );
  return { ...page, items: page.items.flatMap(row => toEventRow(row, known) ?? []) };
}

type RawRow = {
  readonly resource_key: string;
  readonly resource_id: string;
  readonly resource_type: string;
  readonly location: string | null;
  readonly revision: number;
  readonly at: string;
  readonly components: unknown;
  readonly details: unknown;
  readonly members: readonly number[];
  readonly place: number;
  readonly mark: readonly (string | null)[];
};
type RawStateRow = RawRow & { readonly since: string; readonly first_at: string };
type RawEventRow = RawRow & { readonly id: string; readonly principal_id: string | null };

/** One row more than a page has says that there is another page. */
async function readPage<Row extends RawRow>(
  database: Reader,
  rows: RawBuilder<unknown>,
  narrowed: Narrowed,
  table: ColumnTable,
  order: readonly OrderValue[],
  mark: readonly (string | null)[] | undefined,
  top: number,
): Promise<{ readonly items: readonly Row[]; readonly next?: string }> {
  const { split, ranges } = narrowed;
  if (ranges.length === 0) return { items: [] };
  const conditions = [isMember(narrowed), allOf([...split.resource, ...split.both], table)];
  if (mark !== undefined) conditions.push(isAfter(order, mark));
  const { rows: found } = await database.run(db =>
    sql<Row>`
      select q.*, ${markList(order)} as mark
      from (${rows}) as q
      where ${sql.join(conditions, sql` and `)}
      order by ${orderList(order)}
      limit ${top + 1}`.execute(db),
  );
  const items = found.slice(0, top);
  const last = items.at(-1);
  return found.length > top && last !== undefined ? { items, next: writeRowToken(last.mark) } : { items };
}

type Known = Awaited<ReturnType<MemberCache['of']>>;

function toStateRow(row: RawStateRow, known: Known): StateRow | undefined {
  const common = toRow(row, known);
  return common && { ...common, changedAt: row.since, firstAt: row.first_at };
}

function toEventRow(row: RawEventRow, known: Known): EventRow | undefined {
  const common = toRow(row, known);
  return common && { ...common, decisionId: row.id, principalId: row.principal_id };
}

function toRow(row: RawRow, known: Known) {
  const members = row.members.flatMap(id => known.get(id) ?? []);
  const member = members[row.place - 1];
  if (member === undefined) return undefined;
  return {
    resourceKey: row.resource_key,
    resourceId: row.resource_id,
    resourceType: row.resource_type,
    location: row.location,
    revision: row.revision,
    timestamp: row.at,
    result: toStateResult(member, row.place, row),
    components: componentsOf(members, member, row),
  };
}
