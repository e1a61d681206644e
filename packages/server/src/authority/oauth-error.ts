import type { JsonObject } from '@sluice/arm/protocol';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';

/** Why the authority refuses, by Entra's number: clients and people look these up. `error` is OAuth's own code. */
export const REFUSALS = {
  50034: {
    status: 400,
    error: 'invalid_grant',
    means: 'Signing in as a person is not offered by this authority yet.',
  },
  70003: {
    status: 400,
    error: 'unsupported_grant_type',
    means: 'The grant type is not supported: use client_credentials.',
  },
  70011: {
    status: 400,
    error: 'invalid_scope',
    means: 'The scope must be one resource followed by /.default.',
  },
  90002: { status: 400, error: 'invalid_request', means: 'The tenant does not exist here.' },
  500011: { status: 400, error: 'invalid_resource', means: 'No token is issued for that resource.' },
  700016: {
    status: 400,
    error: 'unauthorized_client',
    means: 'No application with that id exists in the tenant.',
  },
  900144: { status: 400, error: 'invalid_request', means: 'A parameter of the request is missing.' },
  7000112: { status: 400, error: 'unauthorized_client', means: 'The application is disabled.' },
  7000215: { status: 401, error: 'invalid_client', means: 'The client secret is wrong or has expired.' },
  7000218: { status: 401, error: 'invalid_client', means: 'The request has no client secret.' },
  50196: {
    status: 429,
    error: 'temporarily_unavailable',
    means: 'Too many failed attempts: wait before the next one.',
  },
} as const satisfies Readonly<Record<number, { status: number; error: string; means: string }>>;

export type Refusal = keyof typeof REFUSALS;

/** A refused token or discovery request in Entra's form. */
export function oauthError(
  request: Pick<PlainRequest, 'baseUrl' | 'correlationId'>,
  code: Refusal,
  description: string,
  context: {
    readonly at: Date;
    readonly traceId: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): PlainResponse {
  const { status, error } = REFUSALS[code];
  const timestamp = `${context.at.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const ids = `Trace ID: ${context.traceId} Correlation ID: ${request.correlationId} Timestamp: ${timestamp}`;
  const body: JsonObject = {
    error,
    error_description: `AADSTS${code}: ${description} ${ids}`,
    error_codes: [code],
    timestamp,
    trace_id: context.traceId,
    correlation_id: request.correlationId,
    error_uri: `${request.baseUrl}/error?code=${code}`,
  };
  return { status, headers: { 'cache-control': 'no-store', ...context.headers }, body };
}
