import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type PolicyState, readPolicyState } from '../../../lib/insights/policy-state.ts';
import { countRows, queryPage, valuesOf } from '../../../lib/insights/query.ts';
import type { Page } from '../../../lib/pages.ts';

const LATEST = 'policyStates/latest';

export type StatesAsked = {
  /** A resource id; undefined while it is not known. */
  readonly scope: string | undefined;
  /** ISO 8601; undefined: as it is now. */
  readonly at: string | undefined;
  /** OData. */
  readonly filter: string | undefined;
  readonly orderBy?: string | undefined;
};

/** States at a scope, page after page, with why each is as it is. */
export function useStates({ scope, at, filter, orderBy }: StatesAsked) {
  return useInfiniteQuery({
    queryKey: ['states', 'rows', scope, at, filter, orderBy],
    enabled: scope !== undefined,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<PolicyState>) => next,
    queryFn: async ({ pageParam }): Promise<Page<PolicyState>> => {
      const page = await queryPage(
        scope ?? '',
        LATEST,
        { $to: at, $filter: filter, $orderby: orderBy, $expand: 'PolicyEvaluationDetails,components' },
        pageParam,
      );
      return { ...page, items: page.items.map(readPolicyState) };
    },
  });
}

/** How many states there are. */
export function useStateCount({ scope, at, filter }: StatesAsked) {
  return useQuery({
    queryKey: ['states', 'count', scope, at, filter],
    enabled: scope !== undefined,
    queryFn: () => countRows(scope ?? '', LATEST, { $to: at, $filter: filter }),
  });
}

/** The values of a field that states at the scope have, for filters to offer. */
export function useStateValues(field: string, { scope, at, filter }: StatesAsked) {
  return useQuery({
    queryKey: ['states', 'values', field, scope, at, filter],
    enabled: scope !== undefined,
    staleTime: 60_000,
    queryFn: () => valuesOf(scope ?? '', LATEST, field, { $to: at, $filter: filter }),
  });
}
