import type {
  ComparisonOperator,
  ODataCall,
  ODataFilter,
  ODataLiteral,
  ODataOperand,
  ODataParsed,
  ODataProblem,
} from './ast.ts';
import { lex, type Token } from './lex.ts';

/** How deep parentheses, `not` and calls may nest. */
export const MAX_FILTER_DEPTH = 64;

/**
 * The tree of a `$filter` text, or what is wrong and where. Keywords are read without case.
 *
 * Grammar, loosest first: `or`, `and`, `not`, comparison; a call (`atScope()`) is a condition by itself. On the right of a comparison
 * a bare word is a value (`policyType -eq Custom`), unless a value stands on the left. Names are not looked up: that is the reader's.
 */
export function parseODataFilter(text: string): ODataParsed<ODataFilter> {
  const tokens = lex(text);
  if (tokens.problem !== undefined) return { problem: tokens.problem };
  const cursor: Cursor = { tokens: tokens.value, at: 0, depth: 0 };
  const value = parseOr(cursor);
  if (isProblem(value)) return { problem: value };
  const rest = peek(cursor);
  return rest.kind === 'end' ? { value } : { problem: expected("'and', 'or' or the end", rest) };
}

type Cursor = { readonly tokens: readonly Token[]; at: number; depth: number };
type Step<T> = T | ODataProblem;

function parseOr(cursor: Cursor): Step<ODataFilter> {
  return parseList(cursor, 'or', parseAnd);
}

function parseAnd(cursor: Cursor): Step<ODataFilter> {
  return parseList(cursor, 'and', parseNot);
}

function parseList(
  cursor: Cursor,
  word: 'and' | 'or',
  part: (cursor: Cursor) => Step<ODataFilter>,
): Step<ODataFilter> {
  const all: ODataFilter[] = [];
  const { position } = peek(cursor);
  do {
    const each = part(cursor);
    if (isProblem(each)) return each;
    all.push(each);
  } while (takeWord(cursor, word));
  const [only] = all;
  return only !== undefined && all.length === 1 ? only : { kind: word, all, position };
}

function parseNot(cursor: Cursor): Step<ODataFilter> {
  const { position } = peek(cursor);
  if (!takeWord(cursor, 'not')) return parsePrimary(cursor);
  return nested(cursor, () => {
    const of = parseNot(cursor);
    return isProblem(of) ? of : { kind: 'not', of, position };
  });
}

function parsePrimary(cursor: Cursor): Step<ODataFilter> {
  if (peek(cursor).kind === '(') {
    return nested(cursor, () => {
      take(cursor);
      const inner = parseOr(cursor);
      if (isProblem(inner)) return inner;
      const close = take(cursor);
      return close.kind === ')' ? inner : expected("')'", close);
    });
  }
  return parseComparison(cursor);
}

function parseComparison(cursor: Cursor): Step<ODataFilter> {
  const left = parseOperand(cursor, 'property');
  if (isProblem(left)) return left;
  const token = peek(cursor);
  const operator = token.kind === 'operator' ? toOperator(token.value) : undefined;
  if (operator === undefined)
    return left.kind === 'call' ? left : expected('a comparison (eq, ne, gt, ge, lt, le)', token);
  take(cursor);
  const right = parseOperand(cursor, left.kind === 'property' || left.kind === 'call' ? 'word' : 'property');
  return isProblem(right) ? right : { kind: 'comparison', operator, left, right, position: left.position };
}

/** `bare`: what a name stands for that is neither a call nor `true`, `false`, `null`. */
function parseOperand(cursor: Cursor, bare: 'property' | 'word'): Step<ODataOperand> {
  const token = take(cursor);
  const { value, position } = token;
  switch (token.kind) {
    case 'text':
    case 'timestamp':
    case 'guid':
      return { kind: token.kind, value, position };
    case 'number':
      return { kind: 'number', value: Number(value), position };
    case 'name': {
      if (peek(cursor).kind === '(') return nested(cursor, () => parseCall(cursor, token));
      return (
        keywordLiteral(token) ??
        (bare === 'word' ? { kind: 'word', value, position } : { kind: 'property', path: value, position })
      );
    }
    default:
      return expected('a property or a value', token);
  }
}

function parseCall(cursor: Cursor, name: Token): Step<ODataCall> {
  take(cursor);
  const args: ODataOperand[] = [];
  if (peek(cursor).kind !== ')') {
    do {
      const arg = parseOperand(cursor, 'property');
      if (isProblem(arg)) return arg;
      args.push(arg);
    } while (takeKind(cursor, ','));
  }
  const close = take(cursor);
  if (close.kind !== ')') return expected("',' or ')'", close);
  return { kind: 'call', name: name.value.toLowerCase(), args, position: name.position };
}

function keywordLiteral({ value, position }: Token): ODataLiteral | undefined {
  switch (value.toLowerCase()) {
    case 'true':
      return { kind: 'boolean', value: true, position };
    case 'false':
      return { kind: 'boolean', value: false, position };
    case 'null':
      return { kind: 'null', value: null, position };
    default:
      return undefined;
  }
}

function toOperator(value: string): ComparisonOperator | undefined {
  const word = value.toLowerCase().replace('-', '');
  return word === 'eq' || word === 'ne' || word === 'gt' || word === 'ge' || word === 'lt' || word === 'le'
    ? word
    : undefined;
}

function nested<T>(cursor: Cursor, parse: () => Step<T>): Step<T> {
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

const END: Token = { kind: 'end', value: '', position: 0 };

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.at] ?? cursor.tokens.at(-1) ?? END;
}

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at++;
  return token;
}

function takeKind(cursor: Cursor, kind: Token['kind']): boolean {
  if (peek(cursor).kind !== kind) return false;
  cursor.at++;
  return true;
}

function takeWord(cursor: Cursor, word: string): boolean {
  const token = peek(cursor);
  if (token.kind !== 'name' || token.value.toLowerCase() !== word) return false;
  cursor.at++;
  return true;
}

function expected(what: string, found: Token): ODataProblem {
  const text = found.kind === 'end' ? 'the end' : `'${found.value}'`;
  return { message: `Expected ${what}, found ${text}.`, position: found.position };
}

function isProblem(step: object): step is ODataProblem {
  return 'message' in step;
}
