import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import { StorageConflict, StorageUnavailable } from '@sluice/storage';
import type { WriteDependencies } from '../write/dependencies.ts';

/**
 * What stands for an error that nobody foresaw: a mistake of ours over one resource must neither stop the others nor leave what was begun
 * without an end. It is told to the operator. What is wrong only for now is thrown on, so that the job is tried again.
 */
export function unexpected(
  cause: unknown,
  { onError }: Pick<WriteDependencies, 'onError'>,
): { readonly error: ErrorDetail } {
  if (isPassing(cause)) throw cause;
  onError(cause);
  return { error: UNEXPECTED };
}

const UNEXPECTED: ErrorDetail = {
  code: 'InternalServerError',
  message: 'Something is wrong with this server; what, is in its log.',
};

function isPassing(error: unknown): boolean {
  return (
    error instanceof StorageUnavailable ||
    error instanceof StorageConflict ||
    (error instanceof ApiError && error.status >= 500)
  );
}
