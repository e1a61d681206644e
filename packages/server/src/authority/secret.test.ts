import { describe, expect, test } from 'vitest';
import { createFailures } from './failures.ts';
import { createInTurn } from './in-turn.ts';
import { createRate } from './rate.ts';
import { createSecret, hashPassword, isPasswordOf, isSecretOf } from './secret.ts';

const NOW = new Date('2026-06-01T00:00:00Z');

describe('a secret', () => {
  test('is long, new every time, and stored as a hash', () => {
    const { secret, stored } = createSecret('client');
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(stored).toEqual({
      id: expect.any(String),
      clientId: 'client',
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      expiresAt: null,
    });
    expect(stored.hash).not.toContain(secret);
    expect(createSecret('client').secret).not.toBe(secret);
  });

  test('never begins as an option of a command does', () => {
    const secrets = Array.from({ length: 2000 }, () => createSecret('client').secret);
    expect(secrets.filter(each => each.startsWith('-'))).toEqual([]);
  });

  const { secret, stored } = createSecret('client');
  const other = createSecret('client').stored;
  test.each([
    ['the one stored', secret, [stored], true],
    ['one of several', secret, [other, stored], true],
    ['one that expires later', secret, [{ ...stored, expiresAt: '2026-06-01T00:00:01Z' }], true],
    ['one that has expired', secret, [{ ...stored, expiresAt: '2026-06-01T00:00:00Z' }], false],
    ['another', `${secret}x`, [stored], false],
    ['the hash itself', stored.hash, [stored], false],
    ['none stored', secret, [], false],
    ['an empty one', '', [], false],
    ['an empty one against a hash that is none', '', [{ ...stored, hash: '' }], false],
    ['a hash of another kind', secret, [{ ...stored, hash: stored.hash.replace('sha256', 'md5') }], false],
  ])('%s', (_, given, all, expected) => {
    expect(isSecretOf(given, all, NOW)).toBe(expected);
  });
});

describe('failures', () => {
  const after = (ms: number) => new Date(NOW.getTime() + ms);

  function failing(count: number) {
    const failures = createFailures(3);
    for (let i = 0; i < count; i++) failures.failed('a', NOW);
    return failures;
  }

  test.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [8, 8],
    [100, 60],
  ])('after %i the wait is %i s', (count, seconds) => {
    expect(failing(count).waitOf('a', NOW)).toBe(seconds);
    expect(failing(count).waitOf('b', NOW)).toBe(0);
  });

  test('waiting is enough, succeeding forgets, and so does a quarter of an hour', () => {
    const failures = failing(7);
    expect(failures.waitOf('a', after(4_000))).toBe(0);
    failures.failed('a', after(15 * 60_000));
    expect(failures.waitOf('a', after(15 * 60_000))).toBe(0);
    const others = failing(7);
    others.succeeded('a');
    expect(others.waitOf('a', NOW)).toBe(0);
  });

  test('no more are remembered than there is room for, the newest ones', () => {
    const failures = failing(7);
    for (const who of ['b', 'c']) failures.failed(who, NOW);
    expect(failures.waitOf('a', NOW)).toBe(4);
    failures.failed('d', NOW);
    expect(failures.waitOf('a', NOW)).toBe(0);
  });
});

describe('a password', () => {
  const stored = async (password: string) => ({
    ...createSecret('c').stored,
    hash: await hashPassword(password),
  });

  test('is known again, however its letters are composed, and kept by a slow hash with a salt', async () => {
    const one = await stored('Ängstlich ist sie');
    expect(one.hash).toMatch(/^scrypt:32768:8:1:[\w+/=]{24}:[\w+/=]{44}$/);
    expect((await stored('Ängstlich ist sie')).hash).not.toBe(one.hash);
    expect(await isPasswordOf('Ängstlich ist sie'.normalize('NFD'), [one])).toBe(true);
    expect(await isPasswordOf('ängstlich ist sie', [one])).toBe(false);
  });

  test.each([[[]], [[createSecret('c').stored]]])('is none of these: %#', async all => {
    for (const given of ['', 'x']) expect(await isPasswordOf(given, all)).toBe(false);
  });
});

describe('in turn', () => {
  test('tasks of a name wait for one another, whatever became of the one before; others do not', async () => {
    const inTurn = createInTurn();
    const order: string[] = [];
    const task =
      (name: string, ms: number, fails = false) =>
      async () => {
        order.push(`${name} begins`);
        await new Promise(resolve => setTimeout(resolve, ms));
        order.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const results = await Promise.allSettled([
      inTurn('a', task('first', 20, true)),
      inTurn('a', task('second', 0)),
      inTurn('b', task('other', 5)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(order.indexOf('first ends')).toBeLessThan(order.indexOf('second begins'));
    expect(order.indexOf('other begins')).toBeLessThan(order.indexOf('first ends'));
  });
});

test('a rate lets through so many a minute of each', () => {
  const rate = createRate(2);
  const after = (ms: number) => new Date(NOW.getTime() + ms);
  expect([rate('a', NOW), rate('a', NOW), rate('a', after(1_000)), rate('b', NOW)]).toEqual([0, 0, 59, 0]);
  expect(rate('a', after(60_000))).toBe(0);
});
