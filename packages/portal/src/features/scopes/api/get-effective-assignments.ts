import { API } from '../../../lib/arm.ts';
import { type Assignment, readAssignment } from '../../../lib/policy/assignment.ts';
import { ASSIGNMENTS_KEY } from '../../../lib/policy/use-assignment.ts';
import { type GrowingList, useGrowingList } from '../../../lib/use-growing-list.ts';

/** What holds at a scope: assigned there, or inherited. */
export function useEffectiveAssignments(scope: string): GrowingList<Assignment> {
  return useGrowingList({
    queryKey: [ASSIGNMENTS_KEY, 'atScope', scope.toLowerCase()],
    path: `${scope}/providers/Microsoft.Authorization/policyAssignments`,
    apiVersion: API.policy,
    query: { $filter: 'atScope()' },
    read: readAssignment,
  });
}
