import type { SnapshotChange } from '@sluice/engine/model';
import { sql } from 'kysely';
import type { Database } from '../../database/connect.ts';
import type { Insights, StatesPlace } from '../../insights.ts';
import type { ColumnTable } from '../../query/columns.ts';
import { namesIn } from '../../query/insights/split-filter.ts';
import { COMPONENT_STATE_COLUMNS, EVENT_COLUMNS, STATE_COLUMNS } from '../../query/insights/state-columns.ts';
import type { Page } from '../../storage.ts';
import { createMemberCache } from '../state-members.ts';
import { pageOfAppliedEvents, pageOfAppliedStates } from './applied-pages.ts';
import { countStates } from './count-states.ts';
import { inSnapshot } from './in-snapshot.ts';
import { type Narrowed, narrow } from './narrow.ts';
import { pageOfEvents, pageOfStates } from './row-pages.ts';
import { pageByKeys } from './state-pages.ts';
import { stateTrend } from './state-trend.ts';
import { trackedResources } from './tracked-resources.ts';

export function createInsights(database: Database): Insights {
  const members = createMemberCache();

  const insights: Insights = {
    states(query) {
      const table = tableOf(query);
      return inSnapshot(database, async reader => {
        const narrowed = await narrow(reader, query, table);
        const { period, orderBy = [] } = query;
        return orderBy.length === 0 && isBySides(narrowed, period)
          ? pageByKeys(reader, members, query, narrowed, table)
          : pageOfStates(reader, members, query, narrowed, table);
      });
    },
    events(query) {
      return inSnapshot(database, async reader => {
        const narrowed = await narrow(reader, query, EVENT_COLUMNS);
        return pageOfEvents(reader, members, query, narrowed, EVENT_COLUMNS);
      });
    },
    appliedStates(query) {
      const table = tableOf(query);
      return inSnapshot(database, async reader =>
        pageOfAppliedStates(reader, query, await narrow(reader, query, table), table),
      );
    },
    appliedEvents(query) {
      return inSnapshot(database, async reader => {
        const narrowed = await narrow(reader, query, EVENT_COLUMNS);
        return pageOfAppliedEvents(reader, query, narrowed, EVENT_COLUMNS);
      });
    },
    countStates(query) {
      return inSnapshot(database, async reader => {
        const narrowed = await narrow(reader, query, STATE_COLUMNS);
        return countStates(reader, members, query, narrowed, STATE_COLUMNS);
      });
    },
    stateTrend: query => inSnapshot(database, reader => stateTrend(reader, members, query)),
    eachState: query => eachPage(page => insights.states({ ...query, ...page })),
    eachEvent: query => eachPage(page => insights.events({ ...query, ...page })),
    trackedResources: query => trackedResources(database, query),
    async recordsAt(wanted) {
      if (wanted.length === 0) return [];
      const { rows } = await database.run(db =>
        sql<SnapshotChange & { readonly revision: number }>`
          select s.kind, s.key, s.record, w.revision
          from unnest(
            ${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ key }) => key)}::text[],
            ${wanted.map(({ revision }) => revision)}::bigint[]
          ) as w(kind, key, revision)
          join sluice.snapshot_records s on s.kind = w.kind and s.key = w.key
            and s.revision_from <= w.revision and (s.revision_to is null or s.revision_to > w.revision)`.execute(
          db,
        ),
      );
      return rows;
    },
    async tagsOf(keys) {
      const { rows } = await database.run(db =>
        sql<{ readonly key: string; readonly tags: string }>`
          select r.key, (r.body -> 'tags')::text as tags
          from sluice.resources r
          where r.key = any (${[...keys]}::text[]) and json_typeof(r.body -> 'tags') = 'object'`.execute(db),
      );
      return new Map(rows.map(({ key, tags }) => [key, tags]));
    },
  };
  return insights;
}

function tableOf({ subject }: Pick<StatesPlace, 'subject'>): ColumnTable {
  return subject === 'components' ? COMPONENT_STATE_COLUMNS : STATE_COLUMNS;
}

/** Whether each condition can be asked of resources alone. Within a period the time of a row is that of its result. */
function isBySides({ split }: Narrowed, { kind }: StatesPlace['period']): boolean {
  return (
    split.both.length === 0 &&
    (kind !== 'within' || split.resource.every(({ filter }) => !namesIn(filter).has('timestamp')))
  );
}

const EXPORT_PAGE = 1_000;

async function* eachPage<Row>(
  read: (paging: { readonly top: number; readonly after?: string }) => Promise<Page<Row>>,
): AsyncGenerator<readonly Row[]> {
  let after: string | undefined;
  do {
    const page = await read({ top: EXPORT_PAGE, ...(after === undefined ? {} : { after }) });
    if (page.items.length > 0) yield page.items;
    after = page.next;
  } while (after !== undefined);
}
