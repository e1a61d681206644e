import { badRequest } from '@sluice/arm/errors';

/** Throws 400 for a query parameter (names in lower case) that is none of those known here, as they are spelt. */
export function checkParameters(query: ReadonlyMap<string, string>, known: readonly string[]): void {
  const names = new Set(['api-version', ...known.map(name => name.toLowerCase())]);
  const unknown = [...query.keys()].find(name => !names.has(name));
  if (unknown === undefined) return;
  const all = known.length === 0 ? 'none' : known.join(', ');
  throw badRequest(
    'InvalidQueryParameter',
    `There is no query parameter '${unknown}' here, beside api-version: ${all}.`,
    unknown,
  );
}
