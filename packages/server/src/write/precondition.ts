import { preconditionFailed } from '@sluice/arm/errors';
import type { Resource } from '@sluice/engine/model';

/** `If-Match` and `If-None-Match` of a request, header names in lower case. Throws `PreconditionFailed`. */
export function checkPreconditions(headers: ReadonlyMap<string, string>, stored: Resource | undefined): void {
  const match = headers.get('if-match');
  if (match !== undefined && !holds(match, stored)) {
    throw preconditionFailed(
      stored === undefined
        ? `If-Match is '${match}', but the resource does not exist.`
        : `If-Match is '${match}', but the resource has another etag by now. Read it again.`,
    );
  }
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== undefined && holds(noneMatch, stored)) {
    throw preconditionFailed(`If-None-Match is '${noneMatch}', but such a resource exists.`);
  }
}

/** `*` is any existing resource; otherwise a list of etags, quoted or not, weak or not. */
function holds(header: string, stored: Resource | undefined): boolean {
  if (stored === undefined) return false;
  const tags = header.split(',').map(tag =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  );
  return tags.includes('*') || tags.includes(stored.etag);
}
