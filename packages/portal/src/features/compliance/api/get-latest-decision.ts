import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { textAt } from '../../../lib/json.ts';
import { isEqual } from '../../../lib/odata.ts';
import { getPage } from '../../../lib/pages.ts';

/** The id of the newest decision about a request for a resource; null where none is on record. */
export function useLatestDecision(resourceId: string) {
  return useQuery({
    queryKey: ['decisions', 'latest', resourceId],
    queryFn: async (): Promise<string | null> => {
      const { items } = await getPage('/providers/Sluice.Governance/decisions', API.governance, {
        $filter: isEqual('resourceId', resourceId),
        $top: '1',
      });
      return textAt(items[0], 'name') ?? null;
    },
  });
}
