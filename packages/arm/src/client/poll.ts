import { ApiError } from '../errors/api-error.ts';
import { fromErrorBody } from '../errors/error-body.ts';
import { isJsonObject } from '../json.ts';
import { isFinal } from '../protocol/operations.ts';
import type { ClientResponse, Connection } from './send.ts';
import { retryAfterMs, send } from './send.ts';

/**
 * Waits for the operation that a response started, and answers its last poll; a response that started none is answered as it is.
 *
 * Follows `Azure-AsyncOperation` until its status is final, else `Location` until it is no longer 202. Throws the operation's own error as
 * `ApiError` (status 200 was how it came) when it failed or was cancelled.
 */
export async function poll(connection: Connection, started: ClientResponse): Promise<ClientResponse> {
  const status = started.header('azure-asyncoperation');
  const location = started.status === 202 ? started.header('location') : undefined;
  const url = status ?? location;
  if (url === undefined) return started;
  let last = started;
  for (;;) {
    await connection.sleep(retryAfterMs(last.header('retry-after')));
    last = await send(connection, { method: 'GET', url });
    if (status === undefined ? last.status !== 202 : isDone(last)) return last;
  }
}

function isDone(response: ClientResponse): boolean {
  const body = response.body;
  const status = isJsonObject(body) ? body['status'] : undefined;
  if (typeof status !== 'string') {
    throw new ApiError(response.status, {
      code: 'UnexpectedResponse',
      message: 'The operation answered without a status.',
    });
  }
  if (!isFinal(status)) return false;
  if (status === 'Succeeded') return true;
  throw new ApiError(
    response.status,
    fromErrorBody(body) ?? { code: status, message: `The operation ended as ${status}.` },
  );
}
