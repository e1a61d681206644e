import { type ApiError, badRequest } from '@sluice/arm/errors';
import { readSkipToken } from '@sluice/arm/protocol';

/** Items of a page when the client does not say. */
const DEFAULT_TOP = 500;
const MAX_TOP = 1000;

/** `$top` of a list: how many items a page may have. Larger numbers than allowed mean the most that is. Throws for what is no number. */
export function readTop(query: ReadonlyMap<string, string>): number {
  const text = query.get('$top');
  if (text === undefined) return DEFAULT_TOP;
  const top = Number(text);
  if (!/^\d+$/.test(text) || top < 1) {
    throw badRequest(
      'InvalidQueryParameter',
      `$top must be a whole number from 1 to ${MAX_TOP}, not '${text}'.`,
      '$top',
    );
  }
  return Math.min(top, MAX_TOP);
}

/** The text that the previous page of a list of ours ended with. */
export function readAfter(query: ReadonlyMap<string, string>): string | undefined {
  const token = readSkipToken(query);
  if (token === undefined || typeof token === 'string') return token;
  throw invalidSkipToken();
}

export function invalidSkipToken(): ApiError {
  return badRequest('InvalidSkipToken', 'The $skiptoken was not made by this list.', '$skiptoken');
}

/** A page of a list that is at hand as a whole. `next` is where the following one starts. */
export function pageOf<T>(
  items: readonly T[],
  query: ReadonlyMap<string, string>,
): { readonly items: readonly T[]; readonly next?: string } {
  const start = Number(readAfter(query) ?? 0);
  if (!Number.isSafeInteger(start) || start < 0) {
    throw invalidSkipToken();
  }
  const end = start + readTop(query);
  return { items: items.slice(start, end), ...(end < items.length ? { next: String(end) } : {}) };
}
