import { ApiError } from '@sluice/arm/client';
import { expect, it } from 'vitest';
import { readableOf } from './readable-of.ts';

const refused = (message: string) => new ApiError(403, { code: 'AuthorizationFailed', message });

it('what is refused is left out', async () => {
  const answers = [Promise.resolve(1), Promise.reject(refused('no')), Promise.resolve(3)];
  expect(await readableOf(answers)).toEqual([1, 3]);
});

it('whoever may have nothing of it is told why', async () => {
  await expect(readableOf([Promise.reject(refused('one')), Promise.reject(refused('two'))])).rejects.toThrow(
    'one',
  );
});

it('nothing asked is nothing found', async () => expect(await readableOf([])).toEqual([]));

it('any other error is not passed over', async () => {
  const broken = new ApiError(500, { code: 'InternalServerError', message: 'broken' });
  await expect(readableOf([Promise.resolve(1), Promise.reject(broken)])).rejects.toBe(broken);
  await expect(
    readableOf([Promise.reject(refused('no')), Promise.reject(new Error('lost'))]),
  ).rejects.toThrow('lost');
});
