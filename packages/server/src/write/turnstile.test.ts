import { describe, expect, it } from 'vitest';
import { createTurnstile } from './turnstile.ts';

describe('the turnstile', () => {
  it('lets tasks through one at a time, in the order of the calls', async () => {
    const turnstile = createTurnstile();
    const seen: string[] = [];
    const task = (name: string, ms: number) =>
      turnstile(async () => {
        seen.push(`${name} in`);
        await new Promise(resolve => setTimeout(resolve, ms));
        seen.push(`${name} out`);
        return name;
      });
    expect(await Promise.all([task('a', 10), task('b', 1), task('c', 0)])).toEqual(['a', 'b', 'c']);
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('a task that fails holds nobody up', async () => {
    const turnstile = createTurnstile();
    const failing = turnstile(() => Promise.reject(new Error('no')));
    const next = turnstile(async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});
