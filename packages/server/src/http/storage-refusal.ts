import { type ApiError, badRequest, unavailable } from '@sluice/arm/errors';
import { StorageConflict, StorageQueryProblem, StorageRejected, StorageUnavailable } from '@sluice/storage';

/** What storage raises, as an answer: storage itself knows no HTTP. Undefined: not one of its errors. */
export function toStorageRefusal(error: unknown): ApiError | undefined {
  if (error instanceof StorageUnavailable) {
    return unavailable('ServiceUnavailable', 'The database cannot be reached. Try again in a moment.', 5);
  }
  if (error instanceof StorageConflict)
    return unavailable('ServerBusy', 'Too many writes at once. Try again in a moment.', 1);
  if (error instanceof StorageQueryProblem)
    return badRequest('InvalidFilterInQueryString', error.message, error.option ?? '$filter');
  if (error instanceof StorageRejected)
    return badRequest('InvalidRequestContent', 'The request holds a character that cannot be stored.');
  return undefined;
}
