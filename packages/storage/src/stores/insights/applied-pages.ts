import type { ODataApplyStep } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import type { AppliedQuery, AppliedRow, EventsPlace, StatesPlace } from '../../insights.ts';
import type { ColumnTable } from '../../query/columns.ts';
import { countedRows, eventRows, stateRows } from '../../query/insights/relations.ts';
import { foreign, readRowToken, writeRowToken } from '../../query/insights/row-token.ts';
import { namesIn } from '../../query/insights/split-filter.ts';
import { COUNTED_STATE_COLUMNS, countedColumn } from '../../query/insights/state-columns.ts';
import { toApply } from '../../query/to-apply.ts';
import { toOrder } from '../../query/to-order.ts';
import { toSelection } from '../../query/to-selection.ts';
import type { Page } from '../../storage.ts';
import type { Reader } from './in-snapshot.ts';
import { allOf, countedNarrowing, isMember, type Narrowed, narrowing } from './narrow.ts';

/** What `$apply` makes of states; of the counters where they know all that is asked for. */
export function pageOfAppliedStates(
  database: Reader,
  query: StatesPlace & AppliedQuery,
  narrowed: Narrowed,
  table: ColumnTable,
): Promise<Page<AppliedRow>> {
  const { period, subject, apply } = query;
  const { split } = narrowed;
  const counted = period.kind === 'now' ? countedNarrowing(narrowed) : undefined;
  const columns = counted && countedColumns(namesOf(narrowed, apply));
  if (counted !== undefined && columns !== undefined) {
    const rows = countedRows(subject, counted, isMember(narrowed), columns);
    const conditions = allOf([...split.resource, ...split.both], COUNTED_STATE_COLUMNS);
    const base = sql`select * from (${rows}) as q where ${conditions}`;
    return readApplied(database, base, query, COUNTED_STATE_COLUMNS, narrowed, sql.ref('q.n'));
  }
  const rows = stateRows(period, subject, narrowing(narrowed));
  const base = selected(rows, narrowed, table, [...split.resource, ...split.both]);
  return readApplied(database, base, query, table, narrowed);
}

export function pageOfAppliedEvents(
  database: Reader,
  query: EventsPlace & AppliedQuery,
  narrowed: Narrowed,
  table: ColumnTable,
): Promise<Page<AppliedRow>> {
  const { split } = narrowed;
  const rows = eventRows(query.from, query.to, narrowing(narrowed));
  const base = selected(rows, narrowed, table, [...split.resource, ...split.both]);
  return readApplied(database, base, query, table, narrowed);
}

function selected(
  rows: RawBuilder<unknown>,
  narrowed: Narrowed,
  table: ColumnTable,
  filters: Narrowed['split']['resource'],
): RawBuilder<unknown> {
  return sql`select * from (${rows}) as q where ${isMember(narrowed)} and ${allOf(filters, table)}`;
}

/** The columns of counters for these names; undefined where they do not have all. */
function countedColumns(names: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const columns = [...names].map(countedColumn);
  return columns.includes(undefined) ? undefined : new Set(columns.flatMap(column => column ?? []));
}

/** All names that conditions on rows, and the steps up to the first that groups, use of the rows; in lower case. */
function namesOf({ split }: Narrowed, steps: readonly ODataApplyStep[]): ReadonlySet<string> {
  const names = [...split.resource, ...split.both].flatMap(({ filter }) => [...namesIn(filter)]);
  for (const step of steps) {
    if (step.kind === 'filter') {
      names.push(...namesIn(step.filter));
      continue;
    }
    if (step.kind === 'groupby') names.push(...step.properties.map(({ path }) => path.toLowerCase()));
    names.push(...step.aggregates.flatMap(({ property }) => property?.path.toLowerCase() ?? []));
    break;
  }
  return new Set(names);
}

/** Groups have no key of their own, so that a page begins where the rows before it end. */
async function readApplied(
  database: Reader,
  base: RawBuilder<unknown>,
  { apply, orderBy, top, after }: AppliedQuery,
  table: ColumnTable,
  { ranges }: Narrowed,
  weight?: RawBuilder<unknown>,
): Promise<Page<AppliedRow>> {
  const [start = '0'] = after === undefined ? [] : readRowToken(after, 1);
  if (start === null || !/^\d{1,9}$/.test(start)) throw foreign();
  const nothing = sql`select * from (${base}) as q where false`;
  const applied = toApply(ranges.length === 0 ? nothing : base, table, apply, '$apply', weight);
  const { list, read, columns } = toSelection(undefined, applied.table);
  const order = [
    ...(orderBy.length === 0 ? [] : [toOrder(orderBy, applied.table)]),
    ...columns.map(({ sql: value }) => sql`${value} nulls first`),
  ];
  const { rows } = await database.run(db =>
    sql<Record<string, unknown>>`
      select ${list} from (${applied.select}) as q
      order by ${sql.join(order)}
      limit ${top + 1} offset ${Number(start)}`.execute(db),
  );
  const items = rows.slice(0, top).map(row => read(row) as AppliedRow);
  return rows.length > top ? { items, next: writeRowToken([String(Number(start) + top)]) } : { items };
}
