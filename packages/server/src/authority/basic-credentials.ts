import type { PlainRequest } from '../http/plain-route.ts';
import type { RefusedRequest } from './oauth-error.ts';

/** Who a client says that it is in the header; no secret is an empty one. */
export type BasicCredentials = { readonly clientId: string; readonly secret: string };

/**
 * The credentials of HTTP Basic as OAuth has them: both parts are form-encoded before they are joined (RFC 6749, section 2.3.1). Undefined
 * where the header has none. Refused where they cannot be read, or where the form names another client.
 */
export function readBasic(
  headers: PlainRequest['headers'],
  form: URLSearchParams,
): BasicCredentials | RefusedRequest | undefined {
  const header = headers.get('authorization') ?? '';
  if (!/^Basic(?: |$)/i.test(header)) return undefined;
  const basic = decode(header);
  if (basic === undefined)
    return { code: 90023, description: 'The credentials of the Authorization header cannot be read.' };
  const named = form.get('client_id') ?? '';
  if (named === '' || named.toLowerCase() === basic.clientId.toLowerCase()) return basic;
  return {
    code: 90023,
    description: "The client of the Authorization header is not the one of the parameter 'client_id'.",
  };
}

function decode(header: string): BasicCredentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header)?.[1] ?? '';
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { clientId: decodeForm(text.slice(0, colon)), secret: decodeForm(text.slice(colon + 1)) };
}

function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
