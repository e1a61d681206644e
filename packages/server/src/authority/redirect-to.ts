import type { PlainResponse } from '../http/plain-route.ts';

/** Sends a browser on by GET, to an address that is known to be good, with parameters in its query. */
export function redirectTo(
  uri: string,
  parameters: Readonly<Record<string, string | undefined>>,
  headers: Readonly<Record<string, string>> = {},
): PlainResponse {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return {
    status: 302,
    headers: {
      location: url.href,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      ...headers,
    },
  };
}
