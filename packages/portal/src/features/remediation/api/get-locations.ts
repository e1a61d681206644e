import { useQuery } from '@tanstack/react-query';
import { valuesOf } from '../../../lib/insights/query.ts';
import { allOf, isEqual } from '../../../lib/odata.ts';

/** Where the resources are that a policy of an assignment finds non-compliant at a scope. */
export function useLocations(scope: string, assignmentId: string, referenceId: string | undefined) {
  return useQuery({
    queryKey: ['states', 'locations', scope, assignmentId, referenceId],
    queryFn: () =>
      valuesOf(scope, 'policyStates/latest', 'resourceLocation', {
        $filter: allOf(
          isEqual('policyAssignmentId', assignmentId),
          referenceId === undefined ? undefined : isEqual('policyDefinitionReferenceId', referenceId),
          isEqual('complianceState', 'NonCompliant'),
        ),
      }),
  });
}
