import { useQuery } from '@tanstack/react-query';
import { type PolicyState, readPolicyState } from '../../../lib/insights/policy-state.ts';
import { queryPage } from '../../../lib/insights/query.ts';
import { allOf, isEqual } from '../../../lib/odata.ts';

/** What exemptions exempt: existing resources, by the id of the exemption in lower case. */
export type Usage = {
  readonly resources: ReadonlyMap<string, ReadonlySet<string>>;
  /** There are more exempt states than were read: the numbers are at least. */
  readonly isMore: boolean;
};

/** Pages of a hundred states that are read at most. */
const MOST_PAGES = 50;

/** What the exemptions at a scope and below exempt. */
export function useUsage(scope: string | undefined) {
  return useQuery({
    queryKey: ['exemptionUsage', scope?.toLowerCase()],
    queryFn: () => getUsage(scope ?? ''),
    enabled: scope !== undefined,
  });
}

async function getUsage(scope: string): Promise<Usage> {
  const { states, isMore } = await getExempt(scope);
  const resources = new Map<string, Set<string>>();
  for (const { exemptionId, resourceId } of states) {
    const key = exemptionId?.toLowerCase() ?? '';
    const known = resources.get(key) ?? new Set();
    resources.set(key, known.add(resourceId.toLowerCase()));
  }
  return { resources, isMore };
}

/** The states that are exempt by one exemption. */
export function useExemptStates(exemption: {
  readonly id: string;
  readonly scope: string;
  readonly assignmentId: string;
}) {
  const { id, scope, assignmentId } = exemption;
  return useQuery({
    queryKey: ['exemptionUsage', 'one', id.toLowerCase()],
    queryFn: async () => {
      const { states } = await getExempt(scope, isEqual('policyAssignmentId', assignmentId));
      return states.filter(({ exemptionId }) => exemptionId?.toLowerCase() === id.toLowerCase());
    },
  });
}

async function getExempt(
  scope: string,
  more?: string,
): Promise<{ readonly states: readonly PolicyState[]; readonly isMore: boolean }> {
  const $filter = allOf(isEqual('complianceState', 'Exempt'), more);
  const states: PolicyState[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await queryPage(scope, 'policyStates/latest', { $filter }, next);
    states.push(...answer.items.map(readPolicyState));
    next = answer.next;
    if (next === undefined) break;
  }
  return { states, isMore: next !== undefined };
}
