import type { PlainRequest } from '../http/plain-route.ts';

/**
 * Whether a form was sent from a page of this very address: another site could otherwise sign a browser in as somebody else, unseen.
 * Browsers say where a form comes from in headers that no page can set; one that says nothing is not trusted.
 */
export function isOwnForm({ headers, baseUrl }: Pick<PlainRequest, 'headers' | 'baseUrl'>): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined ? site === 'same-origin' : origin === baseUrl;
}
