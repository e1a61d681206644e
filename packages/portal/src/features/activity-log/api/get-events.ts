import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { allOf } from '../../../lib/odata.ts';
import { getPage, type Page } from '../../../lib/pages.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import { type LogEvent, readLogEvent } from '../log-event.ts';
import { timeFilter } from '../log-filter.ts';
import type { LogPlace } from '../log-place.ts';

const PAGE_ROWS = '200';

/** The path of the log of a subscription, or of the tenant (''). */
export function logPath(under: string): string {
  return `${under}/providers/Microsoft.Insights/eventtypes/management/values`;
}

export type EventsAsked = {
  /** Undefined while it is not known. */
  readonly place: LogPlace | undefined;
  readonly range: TimeRange;
  /** OData, without place and time. */
  readonly filter: string | undefined;
};

/** Entries of the log, newest first, page after page. */
export function useEvents({ place, range, filter }: EventsAsked) {
  return useInfiniteQuery({
    queryKey: ['activityLog', 'entries', place, range, filter],
    enabled: place !== undefined,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<LogEvent>) => next,
    queryFn: async ({ pageParam }): Promise<Page<LogEvent>> => {
      const page = await getPage(
        logPath(place?.under ?? ''),
        API.activityLog,
        { $top: PAGE_ROWS, $filter: allOf(timeFilter(range, Date.now()), place?.filter, filter) ?? '' },
        pageParam,
      );
      return { ...page, items: page.items.map(readLogEvent) };
    },
  });
}
