import type { ODataFilter, ODataParsed, ODataProblem } from './ast.ts';
import { parseODataFilter } from './parse-filter.ts';
import { type OrderKey, parseOrderBy, parseSelect, type SelectedName } from './parse-names.ts';
import { readOption, textOf } from './read-option.ts';

/** The options of a query that are read alike everywhere; absent ones are undefined. */
export type ODataQuery = {
  readonly filter: ODataFilter | undefined;
  readonly select: readonly SelectedName[] | undefined;
  readonly orderBy: readonly OrderKey[] | undefined;
  readonly top: number | undefined;
  /** As given: what it holds is known to the list that made it. */
  readonly skipToken: string | undefined;
};

/** What is wrong with one option of a query; `option` with its dollar, in lower case. */
export type ODataQueryProblem = ODataProblem & { readonly option: string };

/** A query read, or the first problem. */
export type ODataQueryParsed<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: ODataQueryProblem };

/** Where lists differ: the direction of a key of `$orderby` that names none, and the smallest `$top`. */
export type ODataQueryRules = { readonly direction?: 'asc' | 'desc'; readonly leastTop?: 0 | 1 };

/**
 * `$filter`, `$select`, `$orderby`, `$top` and `$skiptoken` of a query with names in lower case. Empty texts count as absent.
 * Fails with the first option that cannot be read.
 */
export function parseODataQuery(
  query: ReadonlyMap<string, string>,
  { direction = 'asc', leastTop = 1 }: ODataQueryRules = {},
): ODataQueryParsed<ODataQuery> {
  const filter = readOption(query, '$filter', parseODataFilter);
  const select = readOption(query, '$select', parseSelect);
  const orderBy = readOption(query, '$orderby', text => parseOrderBy(text, { direction }));
  const top = readOption(query, '$top', text => parseTop(text, leastTop));
  for (const { problem } of [filter, select, orderBy, top]) if (problem !== undefined) return { problem };
  return {
    value: {
      filter: filter.value,
      select: select.value,
      orderBy: orderBy.value,
      top: top.value,
      skipToken: textOf(query, '$skiptoken'),
    },
  };
}

/** `$top`: a whole number from `least` on. */
export function parseTop(text: string, least: 0 | 1 = 1): ODataParsed<number> {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : -1;
  return value >= least
    ? { value }
    : { problem: { message: `Expected a whole number from ${least} on, found '${text}'.`, position: 0 } };
}
