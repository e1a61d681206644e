import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { EventMark } from '../../../lib/event-mark.ts';
import { type PolicyEvent, readPolicyEvent } from '../../../lib/insights/policy-event.ts';
import { countRows, queryPage, valuesOf } from '../../../lib/insights/query.ts';
import type { Page } from '../../../lib/pages.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';

const SET = 'policyEvents/default';

export type EventsAsked = {
  /** A resource id; undefined while it is not known. */
  readonly scope: string | undefined;
  readonly range: TimeRange;
  /** OData. */
  readonly filter: string | undefined;
};

/** Events of a time range, newest first, page after page. */
export function useEvents({ scope, range, filter }: EventsAsked) {
  return useInfiniteQuery({
    queryKey: ['events', 'rows', scope, range, filter],
    enabled: scope !== undefined,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<PolicyEvent>) => next,
    queryFn: async ({ pageParam }): Promise<Page<PolicyEvent>> => {
      const page = await queryPage(scope ?? '', SET, optionsOf({ range, filter }), pageParam);
      return { ...page, items: page.items.map(readPolicyEvent) };
    },
  });
}

export function useEventCount({ scope, range, filter }: EventsAsked) {
  return useQuery({
    queryKey: ['events', 'count', scope, range, filter],
    enabled: scope !== undefined,
    queryFn: () => countRows(scope ?? '', SET, optionsOf({ range, filter })),
  });
}

/** The values of a field that events of the time range have, for filters to offer. */
export function useEventValues(field: string, { scope, range }: EventsAsked) {
  return useQuery({
    queryKey: ['events', 'values', field, scope, range],
    enabled: scope !== undefined,
    staleTime: 60_000,
    queryFn: () => valuesOf(scope ?? '', SET, field, optionsOf({ range, filter: undefined })),
  });
}

/** What all rules said in one decision. */
export function useDecisionEvents(scope: string | undefined, mark: EventMark) {
  return useQuery({
    queryKey: ['events', 'decision', scope, mark],
    enabled: scope !== undefined,
    queryFn: async (): Promise<readonly PolicyEvent[]> => {
      const { items } = await queryPage(scope ?? '', SET, {
        $from: mark.at,
        $to: mark.at,
        $expand: 'components',
        $top: '1000',
      });
      return items.map(readPolicyEvent).filter(({ decisionId }) => decisionId === mark.id);
    },
  });
}

function optionsOf({ range, filter }: Pick<EventsAsked, 'range' | 'filter'>) {
  const { from, to } = boundsOf(range, Date.now());
  return { $from: from, $to: to, $filter: filter };
}
