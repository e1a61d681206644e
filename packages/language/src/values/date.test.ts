import { expect, test } from 'vitest';
import { compareInstants, parseDate, parseDateTime } from './date.ts';

test.each([
  ['1970-01-01T00:00:00Z', 0, 0],
  ['1970-01-01T00:00:01.5Z', 1, 5_000_000],
  ['1970-01-01T00:00:00.00000019Z', 0, 1],
  ['1970-01-01t00:00:00z', 0, 0],
  ['1970-01-01 00:01Z', 60, 0],
  ['1970-01-01T00:00:00', 0, 0],
  ['1970-01-01T02:00:00+02:00', 0, 0],
  ['1970-01-01T00:00:00-0130', 5_400, 0],
  ['1969-12-31T23:59:59.9Z', -1, 9_000_000],
  ['0001-01-01T00:00:00Z', -62_135_596_800, 0],
  ['9999-12-31T23:59:59.9999999Z', 253_402_300_799, 9_999_999],
  ['2024-02-29T00:00:00Z', 1_709_164_800, 0],
])('%s is %d seconds and %d ticks', (text, seconds, ticks) => {
  expect(parseDateTime(text)).toEqual({ seconds, ticks });
});

test.each([
  '',
  'tomorrow',
  '2026-01-31',
  '2026-01-31T',
  '2026-01-31T12',
  '2026-1-31T12:00:00Z',
  '2026-02-30T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-31T24:00:00Z',
  '2026-01-31T12:60:00Z',
  '2026-01-31T12:00:60Z',
  '2026-01-31T12:00:00+15:00',
  '2026-01-31T12:00:00Z ',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
])('%j is no date with a time', text => {
  expect(parseDateTime(text)).toBeUndefined();
});

test('a date without a time is midnight where dates alone are taken', () => {
  expect(parseDate('1970-01-02')).toEqual({ seconds: 86_400, ticks: 0 });
  expect(parseDate('1970-02-30')).toBeUndefined();
});

test('moments compare by seconds, then by ticks', () => {
  expect(compareInstants({ seconds: 1, ticks: 0 }, { seconds: 0, ticks: 9 })).toBeGreaterThan(0);
  expect(compareInstants({ seconds: 0, ticks: 1 }, { seconds: 0, ticks: 2 })).toBeLessThan(0);
  expect(compareInstants({ seconds: 0, ticks: 1 }, { seconds: 0, ticks: 1 })).toBe(0);
});
