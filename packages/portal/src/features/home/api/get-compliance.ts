import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { numberAt, objectAt, objectsAt, textAt } from '../../../lib/json.ts';

/** How a scope stands, in numbers of resources. */
export type ComplianceSummary = {
  /** Undefined where nothing is judged. */
  readonly percentage: number | undefined;
  /** By state (in lower case), most first. */
  readonly states: readonly { readonly state: string; readonly count: number }[];
  readonly nonCompliantPolicies: number;
};

export function useCompliance(scope: string) {
  return useQuery({ queryKey: ['home', 'compliance', scope], queryFn: () => getCompliance(scope) });
}

async function getCompliance(scope: string): Promise<ComplianceSummary> {
  const { body } = await arm().act(
    `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize`,
    API.states,
    undefined,
    // No assignment: the sums are enough.
    { query: { $top: '0' } },
  );
  return readSummary(objectAt(objectsAt(body, 'value')[0], 'results'));
}

function readSummary(results: JsonObject): ComplianceSummary {
  const states = objectsAt(results, 'resourceDetails')
    .map(each => ({ state: textAt(each, 'complianceState') ?? '', count: numberAt(each, 'count') ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return {
    percentage: states.length === 0 ? undefined : numberAt(results, 'compliancePercentage'),
    states,
    nonCompliantPolicies: numberAt(results, 'nonCompliantPolicies') ?? 0,
  };
}
