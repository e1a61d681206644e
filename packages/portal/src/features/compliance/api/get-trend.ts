import { useQuery } from '@tanstack/react-query';
import type { TrendPoint } from '../../../components/charts/step-line-chart.tsx';
import { API, arm } from '../../../lib/arm.ts';
import { numberAt, objectsAt, textAt } from '../../../lib/json.ts';

/** How compliant a scope was at the end of each of the last days, and is now. */
export function useTrend(scope: string | undefined, days: number) {
  return useQuery({
    queryKey: ['states', 'trend', scope, days],
    enabled: scope !== undefined,
    queryFn: async (): Promise<readonly TrendPoint[]> => {
      const { body } = await arm().get(
        `${scope}/providers/Sluice.Governance/complianceTrend`,
        API.governance,
        { query: { days: String(days) } },
      );
      return objectsAt(body, 'value').map(row => ({
        at: textAt(row, 'at') ?? '',
        value: numberAt(row, 'percentCompliant'),
      }));
    },
  });
}
