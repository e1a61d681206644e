import { useInfiniteQuery } from '@tanstack/react-query';
import { type PolicyState, readPolicyState } from '../../../lib/insights/policy-state.ts';
import { queryPage } from '../../../lib/insights/query.ts';
import { isEqual } from '../../../lib/odata.ts';
import type { Page } from '../../../lib/pages.ts';

/** What each rule says of a resource, what is not as it should be first. */
export function useResults(id: string) {
  return useInfiniteQuery({
    queryKey: ['states', 'of', id.toLowerCase()],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<PolicyState>) => next,
    queryFn: async ({ pageParam }): Promise<Page<PolicyState>> => {
      const page = await queryPage(
        id,
        'policyStates/latest',
        {
          $filter: isEqual('resourceId', id),
          $orderby: 'isCompliant asc,policyAssignmentId asc',
          $expand: 'PolicyEvaluationDetails',
        },
        pageParam,
      );
      return { ...page, items: page.items.map(readPolicyState) };
    },
  });
}
