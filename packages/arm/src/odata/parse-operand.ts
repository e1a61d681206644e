import type { ODataCall, ODataLiteral, ODataOperand, ODataProblem, ODataProperty } from './ast.ts';
import {
  type Cursor,
  expected,
  isProblem,
  MAX_OPERANDS,
  nested,
  parseCommas,
  peek,
  type Step,
  take,
} from './cursor.ts';
import type { Token } from './lex.ts';

const ARITHMETIC = new Set(['add', 'sub', 'mul', 'div', 'divby', 'mod']);

/**
 * One side of a comparison, or an argument. `bare`: what a name stands for that is neither a call nor `true`, `false`, `null`.
 */
export function parseOperand(cursor: Cursor, bare: 'property' | 'word'): Step<ODataOperand> {
  const operand = parseSingle(cursor, bare);
  const next = peek(cursor);
  if (isProblem(operand) || next.kind !== 'name' || !ARITHMETIC.has(next.value.toLowerCase())) return operand;
  return { message: `Arithmetic ('${next.value}') is not supported.`, position: next.position };
}

/** A value of a list: no property and no call. */
export function parseLiteral(cursor: Cursor): Step<ODataLiteral> {
  const token = peek(cursor);
  const operand = parseSingle(cursor, 'word');
  if (isProblem(operand)) return operand;
  return operand.kind === 'property' || operand.kind === 'call' ? expected('a value', token) : operand;
}

export function parseProperty(cursor: Cursor): Step<ODataProperty> {
  const token = take(cursor);
  if (token.kind !== 'name') return expected('the name of a property', token);
  return counted(cursor, { kind: 'property', path: token.value, position: token.position });
}

function parseSingle(cursor: Cursor, bare: 'property' | 'word'): Step<ODataOperand> {
  const token = take(cursor);
  const { value, position } = token;
  switch (token.kind) {
    case 'text':
    case 'timestamp':
    case 'guid':
      return counted(cursor, { kind: token.kind, value, position });
    case 'number':
      return counted(cursor, { kind: 'number', value: Number(value), position });
    case 'word':
      return bare === 'word'
        ? counted(cursor, { kind: 'word', value, position })
        : expected('a property or a value', token);
    case 'name':
      if (peek(cursor).kind === '(') return nested(cursor, () => parseCall(cursor, token));
      return counted(cursor, keywordLiteral(token) ?? nameAs(bare, token));
    default:
      return expected('a property or a value', token);
  }
}

function parseCall(cursor: Cursor, name: Token): Step<ODataCall> {
  take(cursor);
  const args = peek(cursor).kind === ')' ? [] : parseCommas(cursor, each => parseOperand(each, 'property'));
  if (isProblem(args)) return args;
  const close = take(cursor);
  if (close.kind !== ')') return expected("',' or ')'", close);
  return counted(cursor, { kind: 'call', name: name.value.toLowerCase(), args, position: name.position });
}

function nameAs(bare: 'property' | 'word', { value, position }: Token): ODataOperand {
  return bare === 'word' ? { kind: 'word', value, position } : { kind: 'property', path: value, position };
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

function counted<T extends ODataOperand>(cursor: Cursor, operand: T): T | ODataProblem {
  cursor.operands++;
  return cursor.operands > MAX_OPERANDS
    ? { message: `More than ${MAX_OPERANDS} properties and values.`, position: operand.position }
    : operand;
}
