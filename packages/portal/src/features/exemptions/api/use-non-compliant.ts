import { useQuery } from '@tanstack/react-query';
import { queryPage } from '../../../lib/insights/query.ts';
import { textAt } from '../../../lib/json.ts';
import { allOf, isEqual } from '../../../lib/odata.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';

/** Ids of resources that do not comply with an assignment: the first hundred. */
export function useNonCompliant(assignment: Pick<Assignment, 'id' | 'scope'> | undefined) {
  return useQuery({
    queryKey: ['nonCompliantOf', assignment?.id.toLowerCase()],
    queryFn: async () => {
      const { items } = await queryPage(assignment?.scope ?? '', 'policyStates/latest', {
        $filter: allOf(
          isEqual('complianceState', 'NonCompliant'),
          isEqual('policyAssignmentId', assignment?.id ?? ''),
        ),
        $select: 'resourceId',
      });
      return [...new Set(items.map(item => textAt(item, 'resourceId') ?? ''))];
    },
    enabled: assignment !== undefined,
  });
}
