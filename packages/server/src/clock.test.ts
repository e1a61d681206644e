import { expect, onTestFinished, test, vi } from 'vitest';
import { createClock } from './clock.ts';

const NOON = Date.parse('2026-11-29T12:00:00.000Z');

async function clockOf(answers: readonly number[], own: readonly number[]) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const [asked, looked] = [[...answers], [...own]];
  const clock = await createClock(
    {
      async time() {
        const next = asked.shift();
        if (next === undefined) throw new Error('away');
        return new Date(next).toISOString();
      },
    },
    { own: () => (looked.length > 1 ? looked.shift() : looked[0]) ?? NOON, onError: () => {} },
  );
  onTestFinished(() => clock.stop());
  return clock;
}

test('a server that is behind goes by the database', async () => {
  const clock = await clockOf([NOON + 5_000], [NOON, NOON, NOON]);
  expect(clock.now().getTime()).toBe(NOON + 5_000);
});

test('a server that is ahead goes by the database', async () => {
  const clock = await clockOf([NOON - 3_600_000], [NOON, NOON, NOON]);
  expect(clock.now().getTime()).toBe(NOON - 3_600_000);
});

test('what a slow answer makes of it is no difference', async () => {
  const clock = await clockOf([NOON + 1_400], [NOON, NOON + 3_000, NOON]);
  expect(clock.now().getTime()).toBe(NOON);
});

test('a clock that drifts is followed; a database that is away changes nothing', async () => {
  const clock = await clockOf([NOON, NOON + 700], [NOON]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.now().getTime()).toBe(NOON + 700);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.now().getTime()).toBe(NOON + 700);
});
