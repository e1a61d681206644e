import type { ODataFilter, ODataParsed, ODataProblem } from './ast.ts';
import { parseODataFilter } from './parse-filter.ts';

/** One key that a list is ordered by. */
export type OrderKey = { readonly path: string; readonly descending: boolean };

/** The options of a query that are read alike everywhere; absent ones are undefined. */
export type ODataQuery = {
  readonly filter: ODataFilter | undefined;
  /** Property paths as written, without doubles. */
  readonly select: readonly string[] | undefined;
  readonly orderBy: readonly OrderKey[] | undefined;
  readonly top: number | undefined;
  /** As given: what it holds is known to the list that made it. */
  readonly skipToken: string | undefined;
};

/** What is wrong with one option of a query. */
export type ODataQueryProblem = ODataProblem & { readonly option: string };

const PATH = /^[A-Za-z_@$][\w.@$]*(\/[A-Za-z_@$][\w.@$]*)*$/;

/**
 * `$filter`, `$select`, `$orderby`, `$top` and `$skiptoken` of a query with names in lower case. Empty texts count as absent.
 * Fails with the first option that cannot be read.
 */
export function parseODataQuery(
  query: ReadonlyMap<string, string>,
):
  | { readonly value: ODataQuery; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: ODataQueryProblem } {
  const filter = option(query, '$filter', parseODataFilter);
  const select = option(query, '$select', parseSelect);
  const orderBy = option(query, '$orderby', parseOrderBy);
  const top = option(query, '$top', parseTop);
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

/** The property paths of `$select`. */
export function parseSelect(text: string): ODataParsed<readonly string[]> {
  const paths = list(text).map(({ part, position }) => ({ path: part, position }));
  const bad = paths.find(({ path }) => !PATH.test(path));
  if (bad !== undefined)
    return { problem: { message: `'${bad.path}' is not the name of a property.`, position: bad.position } };
  return { value: [...new Set(paths.map(({ path }) => path))] };
}

/** The keys of `$orderby`, most significant first. */
export function parseOrderBy(text: string): ODataParsed<readonly OrderKey[]> {
  const keys: OrderKey[] = [];
  for (const { part, position } of list(text)) {
    const [path = '', direction = 'asc', ...rest] = part.split(/\s+/);
    const order = direction.toLowerCase();
    if (!PATH.test(path) || rest.length > 0 || (order !== 'asc' && order !== 'desc')) {
      return { problem: { message: `Expected a property with 'asc' or 'desc', found '${part}'.`, position } };
    }
    keys.push({ path, descending: order === 'desc' });
  }
  return { value: keys };
}

/** `$top`: a whole number from 1 on. */
export function parseTop(text: string): ODataParsed<number> {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 1
    ? { value }
    : { problem: { message: `Expected a whole number from 1 on, found '${text}'.`, position: 0 } };
}

function list(text: string): readonly { readonly part: string; readonly position: number }[] {
  let position = 0;
  return text.split(',').map(raw => {
    const at = position + (raw.length - raw.trimStart().length);
    position += raw.length + 1;
    return { part: raw.trim(), position: at };
  });
}

function option<T>(
  query: ReadonlyMap<string, string>,
  name: string,
  parse: (text: string) => ODataParsed<T>,
): { readonly value?: T; readonly problem?: ODataQueryProblem } {
  const text = textOf(query, name);
  if (text === undefined) return {};
  const parsed = parse(text);
  return parsed.problem === undefined
    ? { value: parsed.value }
    : { problem: { ...parsed.problem, option: name } };
}

function textOf(query: ReadonlyMap<string, string>, name: string): string | undefined {
  const text = query.get(name);
  return text === undefined || text.trim() === '' ? undefined : text;
}
