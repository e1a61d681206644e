import { useQuery } from '@tanstack/react-query';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { type EndingImpact, endingImpact } from '../../../lib/policy/ending-impact.ts';
import { PREVIEW_KEY } from '../../../lib/policy/forget-after-write.ts';
import { getPreview, type ReplayCounts } from '../../../lib/policy/preview.ts';
import { lastWeek } from '../../../lib/policy/use-preview.ts';
import { getOtherRefusals } from './get-other-refusals.ts';

/** What deleting an assignment means. */
export type Ending = EndingImpact & {
  readonly replay: ReplayCounts | undefined;
  /** More changes than were looked at one by one. */
  readonly isMore: boolean;
  readonly isNarrowed: boolean;
};

/** What deleting an assignment would mean for what exists and what was asked in the last week. Rejects as the deletion would. */
export function useEndingImpact({ id, scope }: Pick<Assignment, 'id' | 'scope'>) {
  return useQuery({
    queryKey: [PREVIEW_KEY, 'ending', id.toLowerCase()],
    queryFn: () => getEnding(id, scope),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

async function getEnding(id: string, scope: string): Promise<Ending> {
  const preview = await getPreview(id, { operation: 'delete' }, { top: 1000, replay: lastWeek(Date.now()) });
  const isAny = preview.counts.newlyCompliant > 0;
  const others = isAny ? await getOtherRefusals(scope, id) : new Set<string>();
  return {
    ...endingImpact(preview.rows, others),
    replay: preview.replayCounts,
    isMore: preview.rows.length < preview.counts.newlyCompliant,
    isNarrowed: preview.isNarrowed,
  };
}
