import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import type { EventMark } from '../../../lib/event-mark.ts';
import { allOf } from '../../../lib/odata.ts';
import { getPage, type Page } from '../../../lib/pages.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';
import { type LogEvent, readLogEvent } from '../log-event.ts';
import type { LogPlace } from '../log-place.ts';

const VALUES = 'providers/Microsoft.Insights/eventtypes/management/values';
const PAGE_ROWS = '100';
/** How many of the newest entries are looked through for what filters offer. */
const SEEN_ROWS = '1000';

export type LogAsked = {
  /** Undefined while it is not known. */
  readonly place: LogPlace | undefined;
  readonly range: TimeRange;
  /** OData. */
  readonly filter: string | undefined;
};

/** Entries of a time range, newest first, page after page. */
export function useLog({ place, range, filter }: LogAsked) {
  return useInfiniteQuery({
    queryKey: ['log', 'rows', place, range, filter],
    enabled: place !== undefined,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<LogEvent>) => next,
    queryFn: async ({ pageParam }): Promise<Page<LogEvent>> => {
      const query = { $filter: filterOf(place, range, filter), $top: PAGE_ROWS };
      const page = await getPage(`${place?.path ?? ''}/${VALUES}`, API.activityLog, query, pageParam);
      return { ...page, items: page.items.map(readLogEvent) };
    },
  });
}

/** What the newest entries of a time range have in some fields, for filters to offer. */
export type LogValues = {
  readonly operations: readonly string[];
  readonly callers: readonly string[];
  readonly resourceTypes: readonly string[];
  readonly resourceIds: readonly string[];
};

export function useLogValues({ place, range }: LogAsked) {
  return useQuery({
    queryKey: ['log', 'values', place, range],
    enabled: place !== undefined,
    staleTime: 60_000,
    queryFn: async (): Promise<LogValues> => {
      const { items } = await getPage(`${place?.path ?? ''}/${VALUES}`, API.activityLog, {
        $filter: filterOf(place, range, undefined),
        $select: 'operationName,caller,resourceType,resourceId',
        $top: SEEN_ROWS,
      });
      const events = items.map(readLogEvent);
      return {
        operations: distinct(events, ({ operation }) => operation),
        callers: distinct(events, ({ caller }) => caller),
        resourceTypes: distinct(events, ({ resourceType }) => resourceType),
        resourceIds: distinct(events, ({ resourceId }) => resourceId),
      };
    },
  });
}

/** The entry of a mark; null where it is not (any more). */
export function useLogEvent(place: LogPlace | undefined, mark: EventMark) {
  return useQuery({
    queryKey: ['log', 'entry', place?.path, mark],
    enabled: place !== undefined,
    queryFn: async (): Promise<LogEvent | null> => {
      const from = new Date(mark.at).toISOString();
      const to = new Date(Date.parse(mark.at) + 1).toISOString();
      const { items } = await getPage(`${place?.path ?? ''}/${VALUES}`, API.activityLog, {
        $filter: `eventTimestamp ge '${from}' and eventTimestamp lt '${to}'`,
        $top: '1000',
      });
      return items.map(readLogEvent).find(({ id }) => id === mark.id) ?? null;
    },
  });
}

function filterOf(place: LogPlace | undefined, range: TimeRange, filter: string | undefined): string {
  const { from, to } = boundsOf(range, Date.now());
  const time = `eventTimestamp ge '${from}' and eventTimestamp le '${to}'`;
  return allOf(time, place?.filter, filter) ?? time;
}

/** Values without regard to case, most frequent first. */
function distinct(events: readonly LogEvent[], read: (event: LogEvent) => string): readonly string[] {
  const counts = new Map<string, { readonly value: string; readonly count: number }>();
  for (const event of events) {
    const value = read(event);
    const key = value.toLowerCase();
    if (value !== '') counts.set(key, { value, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count).map(({ value }) => value);
}
