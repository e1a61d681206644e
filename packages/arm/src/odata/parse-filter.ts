import type {
  ComparisonOperator,
  ODataFilter,
  ODataLambda,
  ODataMembership,
  ODataOperand,
  ODataParsed,
  Position,
} from './ast.ts';
import {
  type Cursor,
  expected,
  isProblem,
  nested,
  parseCommas,
  parseWhole,
  peek,
  requireKind,
  type Step,
  take,
  takeKind,
  takeWord,
} from './cursor.ts';
import type { Token } from './lex.ts';
import { parseLiteral, parseOperand, parseProperty } from './parse-operand.ts';

/**
 * The tree of a `$filter` text, or what is wrong and where. Keywords are read without case. `from`: where the filter begins in a text
 * that holds more before it; positions count from the beginning of that text.
 *
 * Grammar, loosest first: `or`, `and`, `not`, comparison; a call (`atScope()`) is a condition by itself, and so are `in` and the
 * lambdas `any` and `all`. On the right of a comparison a bare word is a value (`policyType -eq Custom`), unless a value stands on the
 * left. There is no arithmetic. Names are not looked up: that is the reader's.
 */
export function parseODataFilter(text: string, from: Position = 0): ODataParsed<ODataFilter> {
  return parseWhole(text, from, parseCondition, "'and', 'or' or the end");
}

/** A filter inside something else. */
export function parseCondition(cursor: Cursor): Step<ODataFilter> {
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
  const token = peek(cursor);
  if (token.kind === '(') {
    return nested(cursor, () => {
      take(cursor);
      const inner = parseCondition(cursor);
      return isProblem(inner) ? inner : (requireKind(cursor, ')') ?? inner);
    });
  }
  const lambda = token.kind === 'name' && peek(cursor, 1).kind === '(' ? toLambda(token) : undefined;
  return lambda === undefined ? parseComparison(cursor) : nested(cursor, () => parseLambda(cursor, lambda));
}

type LambdaHead = Pick<ODataLambda, 'kind' | 'collection'>;

/** `groups/any` before a parenthesis. */
function toLambda({ value, position }: Token): LambdaHead | undefined {
  const [, path, word] = /^(.+)\/(any|all)$/i.exec(value) ?? [];
  if (path === undefined || word === undefined) return undefined;
  return {
    kind: word.toLowerCase() === 'any' ? 'any' : 'all',
    collection: { kind: 'property', path, position },
  };
}

function parseLambda(cursor: Cursor, head: LambdaHead): Step<ODataLambda> {
  const { position } = take(cursor);
  take(cursor);
  if (head.kind === 'any' && takeKind(cursor, ')')) return { ...head, each: undefined, position };
  const variable = parseProperty(cursor);
  if (isProblem(variable)) return variable;
  const colon = requireKind(cursor, ':');
  if (colon !== undefined) return colon;
  const condition = parseCondition(cursor);
  if (isProblem(condition)) return condition;
  return requireKind(cursor, ')') ?? { ...head, each: { variable: variable.path, condition }, position };
}

function parseComparison(cursor: Cursor): Step<ODataFilter> {
  const left = parseOperand(cursor, 'property');
  if (isProblem(left)) return left;
  if (takeWord(cursor, 'in')) return parseMembership(cursor, left);
  const token = peek(cursor);
  const operator = token.kind === 'operator' ? toOperator(token.value) : undefined;
  if (operator === undefined)
    return left.kind === 'call' ? left : expected('a comparison (eq, ne, gt, ge, lt, le, in)', token);
  take(cursor);
  const right = parseOperand(cursor, left.kind === 'property' || left.kind === 'call' ? 'word' : 'property');
  return isProblem(right) ? right : { kind: 'comparison', operator, left, right, position: left.position };
}

function parseMembership(cursor: Cursor, left: ODataOperand): Step<ODataMembership> {
  const right = parseMembers(cursor);
  return isProblem(right) ? right : { kind: 'in', left, right, position: left.position };
}

function parseMembers(cursor: Cursor): Step<ODataMembership['right']> {
  const token = peek(cursor);
  if (token.kind === 'name') return parseProperty(cursor);
  if (!takeKind(cursor, '(')) return expected('a list in parentheses or the name of a collection', token);
  const items = parseCommas(cursor, parseLiteral);
  if (isProblem(items)) return items;
  const close = take(cursor);
  return close.kind === ')'
    ? { kind: 'list', items, position: token.position }
    : expected("',' or ')'", close);
}

function toOperator(value: string): ComparisonOperator | undefined {
  const word = value.toLowerCase().replace('-', '');
  return word === 'eq' || word === 'ne' || word === 'gt' || word === 'ge' || word === 'lt' || word === 'le'
    ? word
    : undefined;
}
