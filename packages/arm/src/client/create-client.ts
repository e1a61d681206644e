import type { JsonObject, JsonValue } from '../json.ts';
import { isJsonArray, isJsonObject } from '../json.ts';
import { encodePath } from '../protocol/paging.ts';
import { poll } from './poll.ts';
import type { ClientResponse, Connection } from './send.ts';
import { send } from './send.ts';

/** What one call may say beside path and body. */
export type CallOptions = {
  /** Further query parameters, unencoded: `{ $filter: "..." }`. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * ARM's verbs on decoded paths (ids). Every call rejects with `ApiError` when the server refuses.
 *
 * `apiVersion` comes with each call, since it belongs to the resource type.
 */
export type ArmClient = {
  get(path: string, apiVersion: string, options?: CallOptions): Promise<ClientResponse>;
  put(path: string, apiVersion: string, body: JsonValue, options?: CallOptions): Promise<ClientResponse>;
  patch(path: string, apiVersion: string, body: JsonValue, options?: CallOptions): Promise<ClientResponse>;
  delete(path: string, apiVersion: string, options?: CallOptions): Promise<ClientResponse>;
  /** POST of an operation below a resource: `act('/.../onlineEndpoints/e/listKeys', ...)`. */
  act(path: string, apiVersion: string, body?: JsonValue, options?: CallOptions): Promise<ClientResponse>;
  /** Every member of a collection, page after page as they are consumed. */
  list(path: string, apiVersion: string, options?: CallOptions): AsyncGenerator<JsonObject, void, void>;
  /** Waits for the long-running operation that a response started; answers at once when it started none. */
  poll(started: ClientResponse): Promise<ClientResponse>;
};

/** A client of one server. `fetch`, token and waiting are handed in: this package has neither network nor clock. */
export function createClient(connection: Connection): ArmClient {
  const call = (
    method: string,
    path: string,
    apiVersion: string,
    body: JsonValue | undefined,
    options: CallOptions = {},
  ) => send(connection, { method, url: address(path, apiVersion, options), body, headers: options.headers });
  return {
    get: (path, apiVersion, options) => call('GET', path, apiVersion, undefined, options),
    put: (path, apiVersion, body, options) => call('PUT', path, apiVersion, body, options),
    patch: (path, apiVersion, body, options) => call('PATCH', path, apiVersion, body, options),
    delete: (path, apiVersion, options) => call('DELETE', path, apiVersion, undefined, options),
    act: (path, apiVersion, body, options) => call('POST', path, apiVersion, body, options),
    list: (path, apiVersion, options = {}) => list(connection, address(path, apiVersion, options), options),
    poll: started => poll(connection, started),
  };
}

async function* list(
  connection: Connection,
  first: string,
  options: CallOptions,
): AsyncGenerator<JsonObject, void, void> {
  let url: string | undefined = first;
  while (url !== undefined) {
    const { body }: ClientResponse = await send(connection, { method: 'GET', url, headers: options.headers });
    const page: JsonObject = isJsonObject(body) ? body : {};
    const value = page['value'];
    if (isJsonArray(value)) for (const member of value) if (isJsonObject(member)) yield member;
    const next = page['nextLink'];
    url = typeof next === 'string' && next !== '' ? next : undefined;
  }
}

function address(path: string, apiVersion: string, options: CallOptions): string {
  const query = Object.entries({ 'api-version': apiVersion, ...options.query });
  const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${encodePath(path)}?${text}`;
}
