import { expect, it } from 'vitest';
import { RETRY, readRetryAfter, retryDelay } from './retry.ts';

it.each<[number, number, number]>([
  [0, 0, 500],
  [0, 1, 1_000],
  [1, 1, 2_000],
  [9, 1, 512_000],
  [10, 1, 600_000],
  [10, 0, 300_000],
  [5_000, 1, 600_000],
])('after %i failures and with chance %f the pause is %i ms', (failures, chance, delay) => {
  expect(retryDelay(failures, chance, RETRY)).toBe(delay);
});

it.each<[string | undefined, number | undefined]>([
  ['120', 120_000],
  ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 09:00:00 GMT', undefined],
  ['1000000', 3_600_000],
  ['0', undefined],
  ['soon', undefined],
  ['-5', undefined],
  [undefined, undefined],
])('Retry-After %s asks for %s', (text, ms) => {
  expect(readRetryAfter(text, '2026-11-23T10:00:00.000Z')).toBe(ms);
});
