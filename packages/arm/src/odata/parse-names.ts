import type { ODataParsed, ODataProblem, Position } from './ast.ts';

/** One property of `$select`, as written. */
export type SelectedName = { readonly path: string; readonly position: Position };
/** One key that a list is ordered by. */
export type OrderKey = SelectedName & { readonly descending: boolean };

/** How many names `$select` and `$orderby` may list. */
export const MAX_NAMES = 100;

const PATH = /^[A-Za-z_@$][\w.@$]*(\/[A-Za-z_@$][\w.@$]*)*$/;

/** The properties of `$select` in the order written; of those that are the same without case, the first. */
export function parseSelect(text: string): ODataParsed<readonly SelectedName[]> {
  const names = split(text);
  const bad = names.find(({ part }) => !PATH.test(part));
  if (bad !== undefined)
    return { problem: { message: `'${bad.part}' is not the name of a property.`, position: bad.position } };
  const problem = tooMany(names);
  if (problem !== undefined) return { problem };
  const first = new Map<string, SelectedName>();
  for (const { part, position } of names) {
    const key = part.toLowerCase();
    if (!first.has(key)) first.set(key, { path: part, position });
  }
  return { value: [...first.values()] };
}

/** The keys of `$orderby`, most significant first. `direction`: of a key that names none. */
export function parseOrderBy(
  text: string,
  { direction = 'asc' }: { readonly direction?: 'asc' | 'desc' } = {},
): ODataParsed<readonly OrderKey[]> {
  const keys: OrderKey[] = [];
  const parts = split(text);
  for (const { part, position } of parts) {
    const [path = '', written = direction, ...rest] = part.split(/\s+/);
    const order = written.toLowerCase();
    if (!PATH.test(path) || rest.length > 0 || (order !== 'asc' && order !== 'desc')) {
      return { problem: { message: `Expected a property with 'asc' or 'desc', found '${part}'.`, position } };
    }
    keys.push({ path, descending: order === 'desc', position });
  }
  const problem = tooMany(parts);
  return problem === undefined ? { value: keys } : { problem };
}

type Part = { readonly part: string; readonly position: Position };

function split(text: string): readonly Part[] {
  let position = 0;
  return text.split(',').map(raw => {
    const at = position + (raw.length - raw.trimStart().length);
    position += raw.length + 1;
    return { part: raw.trim(), position: at };
  });
}

function tooMany(parts: readonly Part[]): ODataProblem | undefined {
  const beyond = parts[MAX_NAMES];
  return beyond && { message: `More than ${MAX_NAMES} names.`, position: beyond.position };
}
