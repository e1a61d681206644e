import { useInfiniteQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { type DecisionSummary, readDecisionSummary } from '../../../lib/explanation/decision.ts';
import { getPage, type Page } from '../../../lib/pages.ts';

/** Decisions on a resource, newest first. */
export function useDecisions(id: string) {
  return useInfiniteQuery({
    queryKey: ['decisions', 'of', id.toLowerCase()],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<DecisionSummary>) => next,
    queryFn: async ({ pageParam }): Promise<Page<DecisionSummary>> => {
      const page = await getPage(
        `${id}/providers/Sluice.Governance/decisions`,
        API.governance,
        { $top: '50' },
        pageParam,
      );
      return { ...page, items: page.items.map(readDecisionSummary) };
    },
  });
}
