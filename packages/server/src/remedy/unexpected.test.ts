import { badRequest, unavailable } from '@sluice/arm/errors';
import { StorageUnavailable } from '@sluice/storage';
import { expect, it, vi } from 'vitest';
import { unexpected } from './unexpected.ts';

it.each([
  ['a database that is away', new StorageUnavailable('away')],
  ['a server that is busy', unavailable('ServiceUnavailable', 'later', 1)],
])('%s is only for now', (_, cause) => {
  const onError = vi.fn();
  expect(() => unexpected(cause, { onError })).toThrow(cause);
  expect(onError).not.toHaveBeenCalled();
});

it.each([
  ['a mistake of ours', new TypeError('x is undefined')],
  ['a refusal where none was thought of', badRequest('InvalidRequestContent', 'no')],
])('%s ends the resource alone, and is told', (_, cause) => {
  const onError = vi.fn();
  expect(unexpected(cause, { onError })).toMatchObject({ error: { code: 'InternalServerError' } });
  expect(onError).toHaveBeenCalledWith(cause);
});
