import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { type ComplianceTotals, readSummary } from '../../../lib/insights/summary.ts';
import { objectsAt } from '../../../lib/json.ts';

/** What the states of one assignment at a scope come to. */
export type ComplianceNumbers = ComplianceTotals;

/** The numbers of each assignment at a scope, by its id in lower case. Assignments without states are absent. */
export function useComplianceNumbers(scope: string | undefined) {
  return useQuery({
    queryKey: ['assignmentNumbers', scope?.toLowerCase()],
    queryFn: () => getComplianceNumbers(scope ?? ''),
    enabled: scope !== undefined,
  });
}

async function getComplianceNumbers(scope: string): Promise<ReadonlyMap<string, ComplianceNumbers>> {
  const { body } = await arm().act(
    `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize`,
    API.states,
  );
  const { assignments } = readSummary(objectsAt(body, 'value')[0]);
  return new Map(assignments.map(({ assignmentId, totals }) => [assignmentId.toLowerCase(), totals]));
}
