import { expect, it, vi } from 'vitest';
import { cached } from './cached.ts';

it('reads once for all who ask within its time, and again afterwards', async () => {
  let time = 0;
  let count = 0;
  const read = vi.fn(async () => ++count);
  const get = cached(read, { forMs: 5_000, withinMs: 1_000, now: () => time });
  expect(await Promise.all([get(), get()])).toEqual([1, 1]);
  time = 4_999;
  expect(await get()).toBe(1);
  time = 5_000;
  expect(await get()).toBe(2);
  expect(read).toHaveBeenCalledTimes(2);
});

it('does not wait for what hangs, and tries it again after its time', async () => {
  let time = 0;
  const answers = [new Promise<string>(() => {}), Promise.resolve('back')];
  const get = cached(() => answers.shift() ?? Promise.reject(new Error('asked too often')), {
    forMs: 5_000,
    withinMs: 10,
    now: () => time,
  });
  await expect(get()).rejects.toThrow('within 10 ms');
  await expect(get()).rejects.toThrow('within 10 ms');
  time = 5_000;
  expect(await get()).toBe('back');
});

it('says why it cannot be read', async () => {
  const get = cached(() => Promise.reject(new Error('away')), { forMs: 1, withinMs: 10, now: () => 0 });
  await expect(get()).rejects.toThrow('away');
});
