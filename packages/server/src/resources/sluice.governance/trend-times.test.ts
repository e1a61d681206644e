import { describe, expect, it } from 'vitest';
import { trendTimes } from './trend-times.ts';

describe('the times of a trend', () => {
  it.each<[string, number, 'P1D' | 'PT1H', readonly string[]]>([
    ['2026-11-29T07:00:00.000Z', 1, 'P1D', []],
    ['2026-11-29T07:00:00.000Z', 3, 'P1D', ['2026-11-28T00:00:00.000Z', '2026-11-29T00:00:00.000Z']],
    ['2026-11-29T00:00:00.000Z', 2, 'P1D', ['2026-11-28T00:00:00.000Z']],
    ['2026-11-29T00:00:00.001Z', 2, 'P1D', ['2026-11-29T00:00:00.000Z']],
    ['2026-03-01T12:00:00.000Z', 3, 'P1D', ['2026-02-28T00:00:00.000Z', '2026-03-01T00:00:00.000Z']],
  ])('%s, %i days of %s', (now, days, interval, times) => {
    expect(trendTimes(now, days, interval)).toEqual(times);
  });

  it('are as many as there are intervals, but for the one that has not ended', () => {
    const hours = trendTimes('2026-11-29T07:12:00.000Z', 7, 'PT1H');
    expect([hours.length, hours[0], hours.at(-1)]).toEqual([
      167,
      '2026-11-22T09:00:00.000Z',
      '2026-11-29T07:00:00.000Z',
    ]);
    expect(trendTimes('2026-11-29T07:12:00.000Z', 366, 'P1D')[0]).toBe('2025-11-30T00:00:00.000Z');
  });
});
