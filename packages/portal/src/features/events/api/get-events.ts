import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type PolicyEvent, readPolicyEvent } from '../../../lib/insights/policy-event.ts';
import { countRows, queryPage, valuesOf } from '../../../lib/insights/query.ts';
import type { Page } from '../../../lib/pages.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';
import { EVENT_FIELDS, EVENT_FILTERS, type EventFilters } from '../event-filter.ts';

const EVENTS = 'policyEvents/default';

export type EventsAsked = {
  /** A resource id; undefined while it is not known. */
  readonly scope: string | undefined;
  readonly range: TimeRange;
  /** OData. */
  readonly filter?: string | undefined;
  readonly orderBy?: string | undefined;
};

/** Events at a scope and below, page after page. */
export function usePolicyEvents({ scope, range, filter, orderBy }: EventsAsked) {
  return useInfiniteQuery({
    queryKey: ['policyEvents', 'rows', scope, range, filter, orderBy],
    enabled: scope !== undefined,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<PolicyEvent>) => next,
    queryFn: async ({ pageParam }): Promise<Page<PolicyEvent>> => {
      const options = { ...window(range), $filter: filter, $orderby: orderBy, $expand: 'components' };
      const page = await queryPage(scope ?? '', EVENTS, options, pageParam);
      return { ...page, items: page.items.map(readPolicyEvent) };
    },
  });
}

/** How many there are. */
export function usePolicyEventCount({ scope, range, filter }: EventsAsked) {
  return useQuery({
    queryKey: ['policyEvents', 'count', scope, range, filter],
    enabled: scope !== undefined,
    queryFn: () => countRows(scope ?? '', EVENTS, { ...window(range), $filter: filter }),
  });
}

/** The values that the events of a scope and time have, for filters to offer. */
export function usePolicyEventChoices({ scope, range }: EventsAsked) {
  return useQuery({
    queryKey: ['policyEvents', 'choices', scope, range],
    enabled: scope !== undefined,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async (): Promise<EventFilters> => {
      const values = await Promise.all(
        EVENT_FILTERS.map(name => valuesOf(scope ?? '', EVENTS, EVENT_FIELDS[name], window(range))),
      );
      return Object.fromEntries(
        EVENT_FILTERS.map((name, index) => [name, values[index] ?? []]),
      ) as unknown as EventFilters;
    },
  });
}

function window(range: TimeRange) {
  const { from, to } = boundsOf(range, Date.now());
  return { $from: from, $to: to };
}
