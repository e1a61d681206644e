import { ApiError } from '../errors/api-error.ts';
import { fromErrorBody } from '../errors/error-body.ts';
import type { JsonValue } from '../json.ts';
import type { FetchLike } from './fetch-like.ts';

/** How a client reaches its server. */
export type Connection = {
  /** `https://host:port`; the token goes nowhere else. */
  readonly endpoint: string;
  readonly fetch: FetchLike;
  /** Asked for before each request: keeps and renews what it returns. Without it requests are anonymous. */
  readonly token?: () => Promise<string>;
  readonly sleep: (ms: number) => Promise<void>;
};

export type ClientRequest = {
  readonly method: string;
  /** A path with its query, or an absolute address below the endpoint (a `nextLink`). */
  readonly url: string;
  readonly body?: JsonValue | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

export type ClientResponse = {
  readonly status: number;
  /** Undefined for an absent header. */
  header(name: string): string | undefined;
  /** Undefined for an empty body. */
  readonly body: JsonValue | undefined;
};

const ATTEMPTS = 4;
const DEFAULT_WAIT_SECONDS = 1;
const MAX_WAIT_SECONDS = 60;

/**
 * Sends one request and answers its response. Throws `ApiError` for 4xx and 5xx (404 of HEAD included), with the code of ARM's envelope or, for
 * another body, `UnexpectedResponse`; its headers are the ids of the request. 429 and 503 are tried again, after what `Retry-After` says.
 */
export async function send(connection: Connection, request: ClientRequest): Promise<ClientResponse> {
  const url = absoluteUrl(connection.endpoint, request.url);
  for (let attempt = 1; ; attempt++) {
    const answer = await connection.fetch(url, {
      method: request.method,
      headers: await headersOf(connection, request),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const text = await answer.text();
    const header = (name: string) => answer.headers.get(name) ?? undefined;
    if ((answer.status === 429 || answer.status === 503) && attempt < ATTEMPTS) {
      await connection.sleep(retryAfterMs(header('retry-after')));
      continue;
    }
    const body = parseBody(text);
    if (answer.status >= 400) throw toError(answer.status, body, text, told(header));
    return { status: answer.status, header, body };
  }
}

/** Milliseconds to wait; `Retry-After` in seconds, at most a minute, one second when it says nothing readable. */
export function retryAfterMs(value: string | undefined): number {
  const seconds = value !== undefined && /^\d+$/.test(value.trim()) ? Number(value) : DEFAULT_WAIT_SECONDS;
  return Math.min(seconds, MAX_WAIT_SECONDS) * 1000;
}

function absoluteUrl(endpoint: string, url: string): string {
  const base = endpoint.replace(/\/+$/, '');
  if (url.startsWith('/')) return base + url;
  if (url.startsWith(`${base}/`)) return url;
  throw new RangeError(`The address ${url} is not below ${base}; the token is not sent there.`);
}

async function headersOf(
  connection: Connection,
  request: ClientRequest,
): Promise<Readonly<Record<string, string>>> {
  return {
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(connection.token === undefined ? {} : { authorization: `Bearer ${await connection.token()}` }),
    ...request.headers,
  };
}

function parseBody(text: string): JsonValue | undefined {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toError(
  status: number,
  body: JsonValue | undefined,
  text: string,
  headers: Readonly<Record<string, string>>,
): ApiError {
  const said = text === '' ? 'an empty body' : `'${text.slice(0, 200)}'`;
  const detail = fromErrorBody(body) ?? {
    code: 'UnexpectedResponse',
    message: `The server answered ${status} with ${said}.`,
  };
  return new ApiError(status, detail, headers);
}

/** What helps to find a refused request in the server's records. */
const TOLD = ['x-ms-correlation-request-id', 'x-ms-request-id', 'x-sluice-decision-id'];

function told(header: (name: string) => string | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    TOLD.flatMap(name => {
      const value = header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
