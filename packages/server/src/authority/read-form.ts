import type { PlainRequest } from '../http/plain-route.ts';
import { type RefusedRequest, shown } from './oauth-error.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * The form that a request brings; what brings nothing brings an empty one.
 *
 * Refused: a body of another type, and a parameter that is there twice, as two readers could each take another one (RFC 6749, section 3.2).
 */
export function readForm({
  headers,
  body = '',
}: Pick<PlainRequest, 'headers' | 'body'>): URLSearchParams | RefusedRequest {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (body !== '' && type !== FORM_TYPE) {
    const found = type === '' ? 'has no content type' : `is '${shown(type)}'`;
    return { code: 90023, description: `The request body must be '${FORM_TYPE}', and ${found}.` };
  }
  const form = new URLSearchParams(body);
  const seen = new Set<string>();
  for (const name of form.keys()) {
    if (seen.has(name)) {
      return { code: 90023, description: `The parameter '${shown(name)}' is in the request more than once.` };
    }
    seen.add(name);
  }
  return form;
}
