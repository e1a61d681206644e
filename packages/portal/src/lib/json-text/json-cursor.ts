import type { Span, TextNode } from './json-tree.ts';

/** What somebody is writing at a place of a JSON text. */
export type JsonCursor = {
  /** From the root to what is written: names of members, numbers of items. Ends with the member whose name or value it is. */
  readonly path: readonly (string | number)[];
  readonly part: 'name' | 'value';
  /** What is replaced by whatever is chosen: the string or word at the cursor, or nothing. */
  readonly span: Span;
  /** What is written of it before the cursor, without quotation mark. */
  readonly before: string;
  readonly isQuoted: boolean;
  /** The object whose member it is, for names and for values of members. */
  readonly owner: TextNode | undefined;
  /** Names of members have a colon and a value behind them already. */
  readonly hasValue: boolean;
};

/** What stands at an offset of a text; undefined between things where nothing can be written. */
export function jsonCursor(text: string, root: TextNode | undefined, offset: number): JsonCursor | undefined {
  if (root === undefined) return undefined;
  return inside(text, root, offset, [], undefined);
}

function inside(
  text: string,
  node: TextNode,
  offset: number,
  path: readonly (string | number)[],
  owner: TextNode | undefined,
): JsonCursor | undefined {
  if (offset < node.from || offset > node.to) return undefined;
  switch (node.kind) {
    case 'string':
    case 'other':
      return written(text, node, offset, { path, part: 'value', owner, hasValue: true });
    case 'array':
      return inArray(text, node, offset, path);
    case 'object':
      return inObject(text, node, offset, path);
  }
}

function inArray(
  text: string,
  node: TextNode,
  offset: number,
  path: readonly (string | number)[],
): JsonCursor | undefined {
  if (offset === node.from || (offset === node.to && text[node.to - 1] === ']')) return undefined;
  for (const [index, item] of node.items.entries()) {
    const found = inside(text, item, offset, [...path, index], undefined);
    if (found !== undefined) return found;
  }
  const index = node.items.filter(({ to }) => to <= offset).length;
  return nothing(offset, { path: [...path, index], part: 'value', owner: undefined, hasValue: false });
}

function inObject(
  text: string,
  node: TextNode,
  offset: number,
  path: readonly (string | number)[],
): JsonCursor | undefined {
  if (offset === node.from || (offset === node.to && text[node.to - 1] === '}')) return undefined;
  for (const { name, at, value } of node.members) {
    const place = [...path, name];
    if (offset >= at.from && offset <= at.to)
      return written(text, at, offset, {
        path: place,
        part: 'name',
        owner: node,
        hasValue: value !== undefined || followedByColon(text, at.to),
      });
    const found = value === undefined ? undefined : inside(text, value, offset, place, node);
    if (found !== undefined) return found;
  }
  const last = node.members.filter(({ at }) => at.to <= offset).at(-1);
  if (last !== undefined && awaitsValue(text, last.value?.to ?? last.at.to, offset, last.value === undefined))
    return nothing(offset, { path: [...path, last.name], part: 'value', owner: node, hasValue: false });
  return nothing(offset, { path: [...path, ''], part: 'name', owner: node, hasValue: false });
}

/** Between a colon and what comes next. */
function awaitsValue(text: string, from: number, offset: number, isEmpty: boolean): boolean {
  return isEmpty && /^\s*:\s*$/.test(text.slice(from, offset));
}

function followedByColon(text: string, from: number): boolean {
  return /^\s*:/.test(text.slice(from, from + 40));
}

type Where = Pick<JsonCursor, 'path' | 'part' | 'owner' | 'hasValue'>;

function written(text: string, span: Span, offset: number, where: Where): JsonCursor | undefined {
  const isQuoted = text[span.from] === '"';
  // Right before or right after a string that has its end nothing can be written into it.
  if (isQuoted && offset === span.from) return undefined;
  if (isQuoted && offset === span.to && span.to - span.from > 1 && text[span.to - 1] === '"')
    return undefined;
  return {
    ...where,
    span: { from: span.from, to: span.to },
    before: text.slice(isQuoted ? span.from + 1 : span.from, offset),
    isQuoted,
  };
}

function nothing(offset: number, where: Where): JsonCursor {
  return { ...where, span: { from: offset, to: offset }, before: '', isQuoted: false };
}
