import type { PlainRequest } from '../http/plain-route.ts';
import { readBasic } from './basic-credentials.ts';
import { missingParameter, type RefusedRequest } from './oauth-error.ts';
import { findPublicClient, type PublicClient } from './public-clients.ts';

/** The public client that a token request is of. */
export function readPublicClient(
  form: URLSearchParams,
  headers: PlainRequest['headers'],
): PublicClient | RefusedRequest {
  const basic = readBasic(headers, form);
  if (basic !== undefined && 'code' in basic) return basic;
  const clientId = form.get('client_id') ?? '';
  if (clientId === '') return missingParameter('client_id');
  const client = findPublicClient(clientId);
  if (client === undefined) {
    return { code: 700016, description: 'No public application with that identifier was found.' };
  }
  const hasSecret = basic !== undefined && basic.secret !== '';
  if (hasSecret || form.has('client_secret') || form.has('client_assertion')) {
    return {
      code: 700025,
      description: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    };
  }
  return client;
}

/** The values of parameters that all must be there, in the order asked for. */
export function readRequired<Name extends string>(
  form: URLSearchParams,
  names: readonly Name[],
): Readonly<Record<Name, string>> | RefusedRequest {
  const missing = names.find(name => (form.get(name) ?? '') === '');
  if (missing !== undefined) return missingParameter(missing);
  return Object.fromEntries(names.map(name => [name, form.get(name) ?? ''])) as Record<Name, string>;
}
