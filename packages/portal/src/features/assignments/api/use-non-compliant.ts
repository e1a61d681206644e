import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { listAt, numberAt, objectAt, objectsAt, textAt } from '../../../lib/json.ts';

/** What the states of one assignment at a scope come to. */
export type ComplianceNumbers = {
  readonly nonCompliant: number;
  readonly compliant: number;
  readonly exempt: number;
  /** Resources of any state. */
  readonly resources: number;
  readonly percentage: number | undefined;
};

export const COMPLIANCE_KEY = 'assignment-compliance';

/** The numbers of each assignment at a scope, by its id in lower case. Assignments without states are absent. */
export function useComplianceNumbers(scope: string | undefined) {
  return useQuery({
    queryKey: [COMPLIANCE_KEY, scope?.toLowerCase()],
    queryFn: () => getComplianceNumbers(scope ?? ''),
    enabled: scope !== undefined,
  });
}

async function getComplianceNumbers(scope: string): Promise<ReadonlyMap<string, ComplianceNumbers>> {
  const { body } = await arm().act(
    `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize`,
    API.states,
  );
  const [summary] = listAt(body, 'value');
  return new Map(
    objectsAt(summary, 'policyAssignments').map(each => {
      const results = objectAt(each, 'results');
      const count = (state: string) =>
        objectsAt(results, 'resourceDetails')
          .filter(detail => textAt(detail, 'complianceState') === state)
          .reduce((sum, detail) => sum + (numberAt(detail, 'count') ?? 0), 0);
      const all = objectsAt(results, 'resourceDetails').reduce(
        (sum, detail) => sum + (numberAt(detail, 'count') ?? 0),
        0,
      );
      return [
        textAt(each, 'policyAssignmentId')?.toLowerCase() ?? '',
        {
          nonCompliant: numberAt(results, 'nonCompliantResources') ?? 0,
          compliant: count('compliant'),
          exempt: count('exempt'),
          resources: all,
          percentage: numberAt(results, 'compliancePercentage'),
        },
      ];
    }),
  );
}
