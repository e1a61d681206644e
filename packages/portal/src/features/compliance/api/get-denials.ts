import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { type DecisionSummary, readDecisionSummary } from '../../../lib/explanation/decision.ts';
import { isEqual } from '../../../lib/odata.ts';
import { getPage } from '../../../lib/pages.ts';

/**
 * The newest refusals at a scope and below. Decisions say so; an event with the effect deny need be none: its rule may not have matched, or
 * not be enforced.
 */
export function useDenials(scope: string | undefined, most: number) {
  return useQuery({
    queryKey: ['decisions', 'denials', scope, most],
    enabled: scope !== undefined,
    queryFn: async (): Promise<readonly DecisionSummary[]> => {
      const { items } = await getPage(`${scope}/providers/Sluice.Governance/decisions`, API.governance, {
        $filter: isEqual('verdict', 'deny'),
        $top: String(most),
      });
      return items.map(readDecisionSummary);
    },
  });
}
