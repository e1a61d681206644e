import type { ODataApplyStep, ODataFilter, ODataParsed, ODataProblem, Position } from './ast.ts';
import { parseApply } from './parse-apply.ts';
import { parseODataFilter } from './parse-filter.ts';

/** One thing that `$expand` asks for, with the options in its parentheses. All positions are places in the text of `$expand`. */
export type ODataExpand = {
  /** As written. */
  readonly name: string;
  readonly filter: ODataFilter | undefined;
  readonly apply: readonly ODataApplyStep[] | undefined;
  readonly position: Position;
};

/**
 * The items of an `$expand` text: `a, b($filter=...;$apply=...)`. Which names there are is the reader's to know; a name that comes twice
 * is a problem.
 */
export function parseExpand(text: string): ODataParsed<readonly ODataExpand[]> {
  const ranges = splitOutside(text, ',', 0, text.length);
  if ('message' in ranges) return { problem: ranges };
  const items: ODataExpand[] = [];
  for (const range of ranges) {
    const item = parseItem(text, range);
    if ('message' in item) return { problem: item };
    if (items.some(({ name }) => name.toLowerCase() === item.name.toLowerCase()))
      return { problem: { message: `'${item.name}' is expanded twice.`, position: item.position } };
    items.push(item);
  }
  return { value: items };
}

type Range = { readonly from: Position; readonly to: Position };

function parseItem(text: string, { from, to }: Range): ODataExpand | ODataProblem {
  const start = from + leading(text.slice(from, to));
  const written = text.slice(start, to).trimEnd();
  const name = /^[A-Za-z_]\w*/.exec(written)?.[0];
  if (name === undefined)
    return { message: `Expected a name to expand, found '${written}'.`, position: start };
  const item = { name, filter: undefined, apply: undefined, position: start };
  const open = start + name.length + leading(written.slice(name.length));
  const close = start + written.length - 1;
  if (open > close) return item;
  if (text[open] !== '(' || text[close] !== ')')
    return {
      message: `Expected options in parentheses, found '${text.slice(open, close + 1)}'.`,
      position: open,
    };
  return parseOptions(text, { from: open + 1, to: close }, item);
}

function parseOptions(text: string, inside: Range, item: ODataExpand): ODataExpand | ODataProblem {
  const ranges = splitOutside(text, ';', inside.from, inside.to);
  if ('message' in ranges) return ranges;
  let read = item;
  for (const { from, to } of ranges) {
    const position = from + leading(text.slice(from, to));
    const [head, option] = /^\s*(\$\w+)\s*=/.exec(text.slice(from, to)) ?? [];
    const name = option?.toLowerCase();
    if (head === undefined || (name !== '$filter' && name !== '$apply'))
      return { message: `Expected $filter= or $apply=, found '${text.slice(position, to)}'.`, position };
    if ((name === '$filter' ? read.filter : read.apply) !== undefined)
      return { message: `'${name}' is given twice.`, position };
    const before = text.slice(0, to);
    const parsed = parseOption(before, name, from + head.length);
    if (parsed.problem !== undefined) return parsed.problem;
    read = { ...read, ...parsed.value };
  }
  return read;
}

function parseOption(
  text: string,
  name: '$filter' | '$apply',
  from: Position,
): ODataParsed<Partial<Pick<ODataExpand, 'filter' | 'apply'>>> {
  if (name === '$filter') {
    const { value: filter, problem } = parseODataFilter(text, from);
    return problem === undefined ? { value: { filter } } : { problem };
  }
  const { value: apply, problem } = parseApply(text, from);
  return problem === undefined ? { value: { apply } } : { problem };
}

/** The parts between separators that stand neither in quotes nor in parentheses; quotes and parentheses must be closed. */
function splitOutside(
  text: string,
  separator: string,
  from: Position,
  to: Position,
): readonly Range[] | ODataProblem {
  const ranges: Range[] = [];
  const open: Position[] = [];
  let start = from;
  for (let at = from; at < to; at++) {
    const char = text[at];
    if (char === "'") {
      const quote = text.indexOf("'", at + 1);
      if (quote < 0 || quote >= to)
        return { message: 'The text that begins here has no closing quote.', position: at };
      at = quote;
    } else if (char === '(') open.push(at);
    else if (char === ')') {
      if (open.pop() === undefined) return { message: "')' closes nothing.", position: at };
    } else if (char === separator && open.length === 0) {
      ranges.push({ from: start, to: at });
      start = at + 1;
    }
  }
  if (open.length > 0) return { message: "Expected ')', found the end.", position: to };
  return [...ranges, { from: start, to }];
}

function leading(text: string): number {
  return text.length - text.trimStart().length;
}
