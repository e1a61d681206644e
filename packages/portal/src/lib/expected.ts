import { ApiError } from '@sluice/arm/client';

/** How far what is written must be as it was when its draft was begun: not there yet, as of an etag, or anyhow. */
export type Expected = { readonly isNew: true } | { readonly etag: string } | 'anything';

/** What a draft expects by itself. `etag`: of what it was begun with; without one there is nothing to hold it to. */
export function expectedOf(isNew: boolean, etag: string | undefined): Expected {
  if (isNew) return { isNew: true };
  return etag === undefined ? 'anything' : { etag };
}

/** The headers that have the server refuse what is not as expected, with 412. */
export function conditionOf(expected: Expected): Readonly<Record<string, string>> {
  if (expected === 'anything') return {};
  return 'isNew' in expected ? { 'if-none-match': '*' } : { 'if-match': expected.etag };
}

/** Something was not as it was expected to be, and so nothing was written. */
export function isUnexpected(error: unknown): boolean {
  return error instanceof ApiError && error.status === 412;
}
