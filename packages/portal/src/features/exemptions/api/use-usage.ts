import { useInfiniteQuery } from '@tanstack/react-query';
import { type PolicyState, readPolicyState } from '../../../lib/insights/policy-state.ts';
import { queryPage } from '../../../lib/insights/query.ts';
import { allOf, isEqual } from '../../../lib/odata.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';

/** What an exemption lets off at the moment, page by page. Another exemption may cover the same: its results are left out. */
export function useUsage({ id, scope, assignmentId }: Pick<Exemption, 'id' | 'scope' | 'assignmentId'>) {
  return useInfiniteQuery({
    queryKey: ['exemption-usage', id.toLowerCase()],
    queryFn: async ({ pageParam }) => {
      const { items, next } = await queryPage(
        scope,
        'policyStates/latest',
        {
          $filter: allOf(isEqual('policyAssignmentId', assignmentId), isEqual('complianceState', 'Exempt')),
          $orderby: 'resourceId',
        },
        pageParam,
      );
      const mine = items
        .map(readPolicyState)
        .filter(
          ({ exemptionId }) => exemptionId === undefined || exemptionId.toLowerCase() === id.toLowerCase(),
        );
      return { states: mine as readonly PolicyState[], next };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}
