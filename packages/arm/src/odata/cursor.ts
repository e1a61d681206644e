import type { ODataParsed, ODataProblem, Position } from './ast.ts';
import { lex, type Token } from './lex.ts';

/** How deep parentheses, `not`, lambdas and calls may nest. */
export const MAX_FILTER_DEPTH = 64;
/** How many properties, values and calls one option may name; a database takes no statement with more than 65,535 parameters. */
export const MAX_OPERANDS = 5000;

/** Where a parser is in the tokens of one option. */
export type Cursor = { readonly tokens: readonly Token[]; at: number; depth: number; operands: number };
/** What a part of a parser answers. */
export type Step<T> = T | ODataProblem;

/** Reads one option whole, from a place on: what follows what `parse` took is a problem. `after`: what might have followed. */
export function parseWhole<T extends object>(
  text: string,
  from: Position,
  parse: (cursor: Cursor) => Step<T>,
  after: string,
): ODataParsed<T> {
  const tokens = lex(text, from);
  if (tokens.problem !== undefined) return { problem: tokens.problem };
  const cursor: Cursor = { tokens: tokens.value, at: 0, depth: 0, operands: 0 };
  const value = parse(cursor);
  if (isProblem(value)) return { problem: value };
  const rest = peek(cursor);
  return rest.kind === 'end' ? { value } : { problem: expected(after, rest) };
}

const END: Token = { kind: 'end', value: '', position: 0 };

/** The token at hand, or the one that many places further on. */
export function peek(cursor: Cursor, further = 0): Token {
  return cursor.tokens[cursor.at + further] ?? cursor.tokens.at(-1) ?? END;
}

export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at++;
  return token;
}

export function takeKind(cursor: Cursor, kind: Token['kind']): boolean {
  if (peek(cursor).kind !== kind) return false;
  cursor.at++;
  return true;
}

/** A keyword, in any letter case. */
export function takeWord(cursor: Cursor, word: string): boolean {
  const token = peek(cursor);
  if (token.kind !== 'name' || token.value.toLowerCase() !== word) return false;
  cursor.at++;
  return true;
}

/** Takes what must stand here; otherwise the problem. */
export function requireKind(cursor: Cursor, kind: Token['kind']): ODataProblem | undefined {
  const token = take(cursor);
  return token.kind === kind ? undefined : expected(`'${kind}'`, token);
}

/** One or more parts with commas between them. */
export function parseCommas<T extends object>(
  cursor: Cursor,
  part: (cursor: Cursor) => Step<T>,
): Step<readonly T[]> {
  const parts: T[] = [];
  do {
    const each = part(cursor);
    if (isProblem(each)) return each;
    parts.push(each);
  } while (takeKind(cursor, ','));
  return parts;
}

export function nested<T>(cursor: Cursor, parse: () => Step<T>): Step<T> {
  if (cursor.depth >= MAX_FILTER_DEPTH) {
    return {
      message: `The filter nests deeper than ${MAX_FILTER_DEPTH} levels.`,
      position: peek(cursor).position,
    };
  }
  cursor.depth++;
  const parsed = parse();
  cursor.depth--;
  return parsed;
}

export function expected(what: string, found: Token): ODataProblem {
  const text = found.kind === 'end' ? 'the end' : `'${found.value}'`;
  return { message: `Expected ${what}, found ${text}.`, position: found.position };
}

export function isProblem(step: object): step is ODataProblem {
  return 'message' in step;
}
