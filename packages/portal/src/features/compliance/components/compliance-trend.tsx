import { compliancePages } from '#strings/compliance';
import { StepLineChart } from '../../../components/charts/step-line-chart.tsx';
import { percentWords } from '../../../components/percent-bar.tsx';
import { LoadingLines, QueryView } from '../../../components/states.tsx';
import { useTrend } from '../api/get-trend.ts';
import { trendWords } from '../trend-words.ts';

const words = compliancePages.overview;
const DAYS = 30;

/** How compliant a scope has been in the last 30 days. */
export function ComplianceTrend({ scope }: { readonly scope: string | undefined }) {
  const trend = useTrend(scope, DAYS);
  return (
    <QueryView query={trend} what={words.trendUnreadable} loading={<LoadingLines lines={8} />}>
      {points => (
        <StepLineChart
          title={words.trend}
          summary={trendWords(points)}
          points={points}
          format={percentWords}
          valueHeader={words.trendValue}
        />
      )}
    </QueryView>
  );
}
