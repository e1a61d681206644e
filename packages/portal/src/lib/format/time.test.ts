import { describe, expect, it } from 'vitest';
import { exactTime, localDay, localTime, relativeTime, utcTime } from './time.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');

describe('a time as people say it', () => {
  it.each([
    ['2026-11-29T12:00:00Z', 'just now'],
    ['2026-11-29T11:59:01Z', 'just now'],
    ['2026-11-29T12:00:59Z', 'just now'],
    ['2026-11-29T11:59:00Z', '1 minute ago'],
    ['2026-11-29T11:01:00Z', '59 minutes ago'],
    ['2026-11-29T11:00:01Z', '1 hour ago'],
    ['2026-11-29T11:00:00Z', '1 hour ago'],
    ['2026-11-28T13:00:01Z', '23 hours ago'],
    ['2026-11-28T12:00:01Z', 'yesterday'],
    ['2026-11-28T12:00:00Z', 'yesterday'],
    ['2026-11-30T12:00:00Z', 'tomorrow'],
    ['2026-12-01T11:00:00Z', 'in 2 days'],
    ['2026-12-02T12:00:00Z', 'in 3 days'],
    ['2026-10-30T12:00:00Z', 'last month'],
    ['2026-09-01T12:00:00Z', '3 months ago'],
    ['2026-09-16T12:00:00Z', '2 months ago'],
    // Ninety days ahead, and a moment later.
    ['2027-02-27T11:59:58Z', 'in 3 months'],
    ['2025-11-29T12:00:00Z', 'last year'],
    ['2016-11-29T12:00:00Z', '10 years ago'],
    // In another zone, and with parts of a second.
    ['2026-11-29T12:00:00+02:00', '2 hours ago'],
    ['2026-11-29T09:00:00.999999Z', '3 hours ago'],
  ])('%s is %s', (at, words) => expect(relativeTime(at, NOW)).toBe(words));
});

it('a time in UTC has its seconds, whatever zone it was written in', () => {
  expect(utcTime('2026-11-29T06:40:45.127Z')).toBe('2026-11-29 06:40:45 UTC');
  expect(utcTime('2026-11-29T01:00:00+02:00')).toBe('2026-11-28 23:00:00 UTC');
});

it('a day and a time in the zone of the reader name the month, so that nobody takes it for the day', () => {
  // Noon is of the same day in all but three zones.
  expect(localDay('2026-11-29T12:00:00Z')).toMatch(/^Nov (29|30), 2026$/);
  expect(localTime('2026-11-29T12:34:56Z')).toMatch(/^Nov (29|30), 2026, \d{1,2}:\d\d:56\s[AP]M$/);
  expect(exactTime('2026-11-29T12:34:56Z')).toBe(
    `${localTime('2026-11-29T12:34:56Z')}\n2026-11-29 12:34:56 UTC`,
  );
});
