import type { PlainRequest } from '../http/plain-route.ts';
import { readBasic } from './basic-credentials.ts';
import { ASSERTION_TYPE } from './client-assertion.ts';
import { missingParameter, type RefusedRequest, shown } from './oauth-error.ts';

/** What a token is asked for with, read from form and header. */
export type TokenRequest = {
  readonly clientId: string;
  readonly audience: string;
  readonly proof: { readonly secret: string } | { readonly assertion: string };
};

const CLIENT_ID = /^[\x21-\x7e]{1,128}$/;

/** Scopes of people's sign-in that say nothing about a resource. */
const OPENID_SCOPES = new Set(['openid', 'profile', 'email', 'offline_access']);

/**
 * Reads a request for a token by a client's own credentials, of version 2 (`scope`) or 1 (`resource`). Parameters that are not known here are
 * ignored, as clients send many.
 */
export function readTokenRequest(
  form: URLSearchParams,
  headers: PlainRequest['headers'],
  version: 1 | 2,
): TokenRequest | RefusedRequest {
  const basic = readBasic(headers, form);
  if (basic !== undefined && 'code' in basic) return basic;
  const clientId = form.get('client_id') || basic?.clientId || '';
  if (clientId === '') return missingParameter('client_id');
  if (!isClientId(clientId)) return { code: 700016, description: 'The application identifier is not valid.' };
  const proof = readProof(form, basic?.secret ?? '');
  if ('code' in proof) return proof;
  const audience = version === 2 ? readScope(form.get('scope')) : readResource(form.get('resource'));
  return typeof audience === 'string' ? { clientId, proof, audience } : audience;
}

/** Whether a text can be a client id at all. */
export function isClientId(text: string): boolean {
  return CLIENT_ID.test(text);
}

/** The resource of `<resource>/.default`: one `/.default` is stripped, and a slash before it belongs to the resource. */
export function readScope(scope: string | null | undefined): string | RefusedRequest {
  if (scope === null || scope === undefined || scope.trim() === '') return missingParameter('scope');
  const wanted = scope.split(/\s+/).filter(each => each !== '' && !OPENID_SCOPES.has(each));
  const [only = ''] = wanted;
  const resource = only.endsWith('/.default') ? only.slice(0, -'/.default'.length) : '';
  if (wanted.length === 1 && resource !== '') return resource;
  return {
    code: 70011,
    description: `The scope '${shown(scope)}' is not valid: it must be one resource followed by '/.default'.`,
  };
}

function readResource(resource: string | null): string | RefusedRequest {
  return resource === null || resource.trim() === '' ? missingParameter('resource') : resource.trim();
}

/** What the client is known by: one thing, so that nobody is taken for the client of one who is the client of another (RFC 6749, section 2.3). */
function readProof(form: URLSearchParams, basicSecret: string): TokenRequest['proof'] | RefusedRequest {
  const assertion = form.get('client_assertion') ?? '';
  const secret = form.get('client_secret') ?? '';
  if ([assertion, secret, basicSecret].filter(each => each !== '').length > 1) {
    return {
      code: 90023,
      description:
        "The client must show one of these alone: 'client_secret', 'client_assertion', the secret of an Authorization header.",
    };
  }
  if (assertion !== '') {
    if (form.get('client_assertion_type') === ASSERTION_TYPE) return { assertion };
    return { code: 90023, description: `The client_assertion_type must be '${ASSERTION_TYPE}'.` };
  }
  if (secret !== '' || basicSecret !== '') return { secret: secret === '' ? basicSecret : secret };
  return {
    code: 7000218,
    description: "The request must contain the following parameter: 'client_assertion' or 'client_secret'.",
  };
}
