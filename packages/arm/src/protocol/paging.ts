import { apiError } from '../errors/make-error.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { ArmRequest, ArmResponse } from './messages.ts';
import { decodeToken, encodeToken } from './token.ts';

/**
 * One page as ARM answers it: `{value, nextLink?}`. `next` is what the following page starts from; undefined: that was the last one.
 *
 * `linkName` is `@odata.nextLink` for the lists of policy insights.
 */
export function pageResponse(
  request: Pick<ArmRequest, 'baseUrl' | 'path' | 'query'>,
  value: readonly JsonObject[],
  next: JsonValue | undefined,
  linkName: 'nextLink' | '@odata.nextLink' = 'nextLink',
): ArmResponse {
  return {
    status: 200,
    body: next === undefined ? { value } : { value, [linkName]: nextLink(request, next) },
  };
}

/** The absolute address of the following page: the same query, with `$skiptoken` set. */
export function nextLink(request: Pick<ArmRequest, 'baseUrl' | 'path' | 'query'>, next: JsonValue): string {
  const parts = [...request.query].filter(([name]) => name !== '$skiptoken' && name !== '$skip');
  const query = [...parts, ['$skiptoken', encodeToken(next)] as const]
    .map(([name, value]) => `${encodeName(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return `${request.baseUrl}${encodePath(request.path)}?${query}`;
}

/** What `$skiptoken` (or ML's `$skip`) of a request holds, undefined for the first page. Throws `InvalidSkipToken`. */
export function readSkipToken(query: ReadonlyMap<string, string>): JsonValue | undefined {
  const token = query.get('$skiptoken') ?? query.get('$skip');
  if (token === undefined || token === '') return undefined;
  const value = decodeToken(token);
  if (value === undefined)
    throw apiError('InvalidSkipToken', 'The $skiptoken was not made by this list.', { target: '$skiptoken' });
  return value;
}

/** A decoded path as it stands in a URL. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replace('%24', '$');
}
