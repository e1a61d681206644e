const DAY_MS = 86_400_000;

/** How long an interval of a trend is, as ISO 8601 says it, and for how many days there may be such. */
export const TREND_INTERVALS = {
  P1D: { ms: DAY_MS, days: 30, mostDays: 366 },
  PT1H: { ms: 3_600_000, days: 7, mostDays: 7 },
} as const;
export type TrendInterval = keyof typeof TREND_INTERVALS;

/**
 * The ends of the intervals of the last `days` days that are over, oldest first: with the one that has not ended yet there is one for each.
 * Days and hours are those of UTC.
 */
export function trendTimes(now: string, days: number, interval: TrendInterval): readonly string[] {
  const { ms } = TREND_INTERVALS[interval];
  const intervals = Math.round((days * DAY_MS) / ms);
  // What ends just now is the interval that there is anyway.
  const last = Math.floor((Date.parse(now) - 1) / ms) * ms;
  return Array.from({ length: intervals - 1 }, (_, index) =>
    new Date(last - (intervals - 2 - index) * ms).toISOString(),
  );
}
