import type { JsonObject } from '@sluice/arm/protocol';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';

/** Why the authority refuses, by Entra's number: clients and people look these up. `error` is OAuth's own code. */
export const REFUSALS = {
  50000: {
    status: 500,
    error: 'server_error',
    means: 'The authority failed. Its log has the details.',
  },
  50011: {
    status: 400,
    error: 'invalid_request',
    means: 'The redirect URI is not one of those that the application may use here.',
  },
  50027: {
    status: 401,
    error: 'invalid_client',
    means: 'The client assertion is not one that is trusted here.',
  },
  50057: {
    status: 400,
    error: 'invalid_grant',
    means: 'Whoever signed in has been disabled or removed since.',
  },
  50058: {
    status: 400,
    error: 'login_required',
    means: 'Nobody is signed in, and the application asked not to show a page (prompt=none).',
  },
  50147: {
    status: 400,
    error: 'invalid_request',
    means: 'The request has no code challenge: PKCE is required.',
  },
  50196: {
    status: 429,
    error: 'temporarily_unavailable',
    means: 'Too many failed attempts: wait before the next one.',
  },
  65004: {
    status: 400,
    error: 'authorization_declined',
    means: 'Whoever was asked to sign in for a program said no.',
  },
  70000: { status: 400, error: 'invalid_grant', means: 'The code or refresh token is not valid.' },
  70003: {
    status: 400,
    error: 'unsupported_grant_type',
    means:
      'The grant type is not supported: use client_credentials, authorization_code, refresh_token or a device code.',
  },
  70005: {
    status: 400,
    error: 'unsupported_response_type',
    means: 'The response type is not supported: use code.',
  },
  70007: {
    status: 400,
    error: 'invalid_request',
    means: 'The response mode is not supported: use query or form_post.',
  },
  70008: {
    status: 400,
    error: 'invalid_grant',
    means: 'The code or refresh token has expired, or the code was used before.',
  },
  70011: {
    status: 400,
    error: 'invalid_scope',
    means: 'The scope must be one resource followed by /.default.',
  },
  70016: {
    status: 400,
    error: 'authorization_pending',
    means: 'Nobody has signed in for the device code yet: ask again in some seconds.',
  },
  70018: {
    status: 400,
    error: 'bad_verification_code',
    means: 'The device code is not one that was given out here.',
  },
  70020: {
    status: 400,
    error: 'expired_token',
    means: 'The device code has expired: ask for a new one.',
  },
  90002: { status: 400, error: 'invalid_request', means: 'The tenant does not exist here.' },
  90015: { status: 400, error: 'invalid_request', means: 'A parameter of the request is too long.' },
  90023: { status: 400, error: 'invalid_request', means: 'The request is not a valid one.' },
  90033: {
    status: 503,
    error: 'temporarily_unavailable',
    means: 'The authority cannot be reached, or not all of it: try again.',
  },
  500011: { status: 400, error: 'invalid_resource', means: 'No token is issued for that resource.' },
  501481: {
    status: 400,
    error: 'invalid_grant',
    means: 'The code verifier does not answer the code challenge of the sign-in.',
  },
  501491: {
    status: 400,
    error: 'invalid_request',
    means: 'The code challenge must be 43 characters of the method S256.',
  },
  700016: {
    status: 400,
    error: 'unauthorized_client',
    means: 'No application with that id exists in the tenant.',
  },
  700021: {
    status: 401,
    error: 'invalid_client',
    means: 'The client assertion is not one of the application that shows it (iss, sub).',
  },
  700023: {
    status: 401,
    error: 'invalid_client',
    means: 'The client assertion is meant for somebody else (aud): it must be for this token endpoint.',
  },
  700024: {
    status: 401,
    error: 'invalid_client',
    means: 'The client assertion has expired, or is not valid yet.',
  },
  700027: {
    status: 401,
    error: 'invalid_client',
    means:
      'The client assertion was not signed with the key of a certificate that the application has, and that has not ended.',
  },
  700213: {
    status: 401,
    error: 'invalid_client',
    means: 'The application has no identity that the client assertion stands for.',
  },
  700025: {
    status: 401,
    error: 'invalid_client',
    means: 'The client is public, so that no secret and no assertion may come with the request.',
  },
  900144: { status: 400, error: 'invalid_request', means: 'A parameter of the request is missing.' },
  7000112: { status: 400, error: 'unauthorized_client', means: 'The application is disabled.' },
  7000215: { status: 401, error: 'invalid_client', means: 'The client secret is wrong or has expired.' },
  7000218: {
    status: 401,
    error: 'invalid_client',
    means: 'The request has neither a client secret nor a client assertion.',
  },
} as const satisfies Readonly<Record<number, { status: number; error: string; means: string }>>;

export type Refusal = keyof typeof REFUSALS;

/** Why a request is refused; the description is for whoever sent it. */
export type RefusedRequest = { readonly code: Refusal; readonly description: string };

/** Refuses the request at hand. */
export type Refuse = (
  code: Refusal,
  description: string,
  headers?: Readonly<Record<string, string>>,
) => PlainResponse;

type Ids = Pick<PlainRequest, 'baseUrl' | 'correlationId'>;
type Context = { readonly at: Date; readonly traceId: string };

/** A refused token or discovery request in Entra's form. */
export function oauthError(
  request: Ids,
  code: Refusal,
  description: string,
  context: Context & {
    readonly headers?: Readonly<Record<string, string>>;
    /** Instead of the number's own. */
    readonly status?: number;
  },
): PlainResponse {
  const { status, error } = REFUSALS[code];
  const body: JsonObject = {
    error,
    error_description: describeRefusal(request, { code, description }, context),
    error_codes: [code],
    timestamp: timestampOf(context.at),
    trace_id: context.traceId,
    correlation_id: request.correlationId,
    error_uri: `${request.baseUrl}/error?code=${code}`,
  };
  const headers = { 'cache-control': 'no-store', ...context.headers };
  return { status: context.status ?? status, headers, body };
}

/** The text of `error_description`: number, reason and what to find it by. */
export function describeRefusal(
  { correlationId }: Ids,
  { code, description }: RefusedRequest,
  { at, traceId }: Context,
): string {
  const ids = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestampOf(at)}`;
  return `AADSTS${code}: ${description} ${ids}`;
}

/** What is refused for a parameter that is not there. */
export function missingParameter(name: string): RefusedRequest {
  return { code: 900144, description: `The request body must contain the following parameter: '${name}'.` };
}

/** What is refused where nobody is known by a client id. */
export function unknownApplication(clientId: string, tenantId: string): RefusedRequest {
  return {
    code: 700016,
    description: `Application with identifier '${clientId.slice(0, 64)}' was not found in the directory '${tenantId}'.`,
  };
}

/** What is refused to an application that is switched off. */
export function disabledApplication(clientId: string): RefusedRequest {
  return { code: 7000112, description: `Application '${clientId}' is disabled.` };
}

/** What is refused for an assertion that has ended or has not begun. */
export const ASSERTION_OUT_OF_TIME: RefusedRequest = {
  code: 700024,
  description: 'Client assertion is not within its valid time range.',
};

/** What is refused where nothing here is known by the name that a token is asked for. */
export function unknownResource(audience: string, tenantId: string): RefusedRequest {
  return {
    code: 500011,
    description: `The resource '${shown(audience)}' was not found in the tenant '${tenantId}'.`,
  };
}

/** What a caller sent, fit to be shown to it. */
export function shown(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}

function timestampOf(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
