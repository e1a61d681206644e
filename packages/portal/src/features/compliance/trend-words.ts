import { compliancePages } from '#strings/compliance';
import type { TrendPoint } from '../../components/charts/step-line-chart.tsx';
import { percentWords } from '../../components/percent-bar.tsx';

const words = compliancePages.overview;

/** What a trend says, in a sentence. */
export function trendWords(points: readonly TrendPoint[]): string {
  const values = points.flatMap(({ value }) => value ?? []);
  if (values.length === 0) return words.trendNone;
  const last = points.at(-1)?.value;
  return words.trendSummary(
    last === undefined ? words.trendNothingNow : percentWords(last),
    percentWords(Math.min(...values)),
    percentWords(Math.max(...values)),
    points.length - values.length,
  );
}
