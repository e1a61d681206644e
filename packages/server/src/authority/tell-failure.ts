import type { Failure, PlainRequest, PlainResponse } from '../http/plain-route.ts';
import { oauthError, type Refusal } from './oauth-error.ts';

/** What never came to a handler of the authority, or failed in it, in OAuth's form: clients of an authority read no other one. */
export function createTellFailure({
  now,
  newId,
}: {
  now(): Date;
  newId(): string;
}): (failure: Failure, request: Pick<PlainRequest, 'baseUrl' | 'correlationId'>) => PlainResponse {
  return ({ status, message, headers }, request) =>
    oauthError(request, numberOf(status), message.replace(/[^\x20-\x7e]/g, '?'), {
      at: now(),
      traceId: newId(),
      // What is no form is told so by all of its types.
      status: status === 415 ? 400 : status,
      headers,
    });
}

function numberOf(status: number): Refusal {
  if (status < 500) return 90023;
  return status === 503 ? 90033 : 50000;
}
