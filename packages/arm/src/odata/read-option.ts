import type { ODataParsed, ODataProblem } from './ast.ts';

/** One option of a query by its parser; neither value nor problem where it is absent or empty. */
export function readOption<T>(
  query: ReadonlyMap<string, string>,
  option: string,
  parse: (text: string) => ODataParsed<T>,
): { readonly value?: T; readonly problem?: ODataProblem & { readonly option: string } } {
  const text = textOf(query, option);
  if (text === undefined) return {};
  const parsed = parse(text);
  return parsed.problem === undefined ? { value: parsed.value } : { problem: { ...parsed.problem, option } };
}

export function textOf(query: ReadonlyMap<string, string>, option: string): string | undefined {
  const text = query.get(option);
  return text === undefined || text.trim() === '' ? undefined : text;
}
