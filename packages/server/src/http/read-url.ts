import { apiError } from '@sluice/arm/errors';

/** The address of a request, decoded once. */
export type RequestUrl = {
  /** Slashes collapsed, no trailing slash; `/` for the root. */
  readonly path: string;
  /** Names in lower case. */
  readonly query: ReadonlyMap<string, string>;
};

/**
 * Reads the target of a request line. Throws `InvalidRequestUri` for what cannot be decoded or holds control characters, and for a name
 * given twice with different values.
 *
 * Not `new URL(target, base)`: that reads `//subscriptions/...`, which clients send, as a host.
 */
export function readUrl(target: string): RequestUrl {
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
  if (!rawPath.startsWith('/'))
    throw apiError('InvalidRequestUri', 'The address of the request must begin with a slash.');
  const path = decode(rawPath).replace(/\/{2,}/g, '/');
  return { path: path === '/' ? path : path.replace(/\/$/, ''), query: readQuery(rawQuery) };
}

function readQuery(raw: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const part of raw.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decodeForm(equals < 0 ? part : part.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? '' : decodeForm(part.slice(equals + 1));
    const before = query.get(name);
    if (before !== undefined && before !== value) {
      throw apiError(
        'InvalidRequestUri',
        `The query parameter '${name}' is there twice, with different values.`,
      );
    }
    query.set(name, value);
  }
  return query;
}

function decodeForm(text: string): string {
  return decode(text.replaceAll('+', ' '));
}

function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw apiError('InvalidRequestUri', 'The address of the request is not percent-encoded UTF-8.');
  }
  if (/[\p{Cc}]/u.test(decoded))
    throw apiError('InvalidRequestUri', 'The address of the request holds a control character.');
  return decoded;
}
