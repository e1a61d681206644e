import type { Expression } from './ast.ts';

export type ExpressionProblem = { readonly message: string; readonly offset: number };
export type ParsedExpression = { readonly expression: Expression } | { readonly problem: ExpressionProblem };

/** Texts that begin with one `[` and end with `]` are expressions; `[[` begins a literal `[`. */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** The text that a literal stands for: one `[` less where it begins with two. */
export function unescapeLiteral(text: string): string {
  return text.startsWith('[[') ? text.slice(1) : text;
}

class ExpressionSyntax extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Deepest nesting that is read; what Azure allows is less and checked later. */
const MOST_NESTED = 200;

/** `userFunctions`: names may be `namespace.function`, which only a template defines. */
export type ExpressionOptions = { readonly userFunctions?: boolean };

/** Reads an expression with its brackets: `[concat('a', parameters('b'))]`. Offsets count from the first bracket. */
export function parseExpression(text: string, options: ExpressionOptions = {}): ParsedExpression {
  try {
    return { expression: createReader(text, options).whole() };
  } catch (error) {
    if (error instanceof ExpressionSyntax)
      return { problem: { message: error.message, offset: error.offset } };
    throw error;
  }
}

const SPACE = /\s*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const IDENTIFIER = /[A-Za-z_$][\w$]*/y;
/** The rest of `namespace.function`, the name of a function that a template defines. */
const MEMBER_CALLED = /\s*\.\s*[A-Za-z_$][\w$]*(?=\s*\()/y;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function createReader(text: string, options: ExpressionOptions): { whole(): Expression } {
  let at = 1;
  /** Of the expression read last: rows of `.a.a` make trees as deep as nested calls do. */
  let height = 0;
  const end = text.length - 1;

  const fail = (message: string, offset = at): never => {
    throw new ExpressionSyntax(message, offset);
  };
  const found = (): string => (at < end ? `'${text[at]}'` : 'the end of the expression');
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const matched = pattern.exec(text)?.[0] ?? '';
    at += matched.length;
    return matched;
  };
  const skipSpace = (): void => void match(SPACE);

  const expression = (depth: number): Expression => {
    if (depth > MOST_NESTED) fail(`Nested deeper than ${MOST_NESTED} levels.`);
    skipSpace();
    let value = primary(depth);
    for (;;) {
      skipSpace();
      if (at < end && text[at] === '.') value = propertyOf(value);
      else if (at < end && text[at] === '[') value = indexInto(value, depth);
      else return value;
      if (height > MOST_NESTED) fail(`Nested deeper than ${MOST_NESTED} levels.`);
    }
  };

  const propertyOf = (of: Expression): Expression => {
    at += 1;
    skipSpace();
    const name = match(IDENTIFIER);
    if (name === '') fail(`Expected a property name after '.', found ${found()}.`);
    height += 1;
    return { kind: 'property', of, name };
  };

  const indexInto = (of: Expression, depth: number): Expression => {
    at += 1;
    const heightOf = height;
    const index = expression(depth + 1);
    height = Math.max(heightOf, height) + 1;
    skipSpace();
    if (at >= end || text[at] !== ']') fail(`Expected ']' after an index, found ${found()}.`);
    at += 1;
    return { kind: 'index', of, index };
  };

  const primary = (depth: number): Expression => {
    height = 0;
    if (at >= end) return fail('Expected a value, found the end of the expression.');
    if (text[at] === "'") return { kind: 'literal', value: string() };
    const offset = at;
    const number = match(NUMBER);
    if (number !== '') return { kind: 'literal', value: Number(number) };
    const name = functionName();
    if (name === '') return fail(`Expected a function, a text in apostrophes or a number, found ${found()}.`);
    skipSpace();
    if (at < end && text[at] === '(') return { kind: 'call', name, args: callArguments(depth), offset };
    const word = WORDS.get(name.toLowerCase());
    if (word === undefined)
      return fail(`'${name}' must be called with parentheses, or be a text in apostrophes.`, offset);
    return { kind: 'literal', value: word };
  };

  const functionName = (): string => {
    const name = match(IDENTIFIER);
    return name === '' || !options.userFunctions ? name : name + match(MEMBER_CALLED).replace(/\s/g, '');
  };

  const callArguments = (depth: number): Expression[] => {
    const args: Expression[] = [];
    let highest = 0;
    at += 1;
    skipSpace();
    if (at < end && text[at] === ')') {
      at += 1;
      return args;
    }
    for (;;) {
      args.push(expression(depth + 1));
      highest = Math.max(highest, height);
      skipSpace();
      const sign = at < end ? text[at] : '';
      if (sign !== ',' && sign !== ')') fail(`Expected ',' or ')' after an argument, found ${found()}.`);
      at += 1;
      height = highest + 1;
      if (sign === ')') return args;
    }
  };

  const string = (): string => {
    const start = at;
    let value = '';
    at += 1;
    for (;;) {
      const quote = text.indexOf("'", at);
      if (quote < 0 || quote >= end) fail('This text has no closing apostrophe.', start);
      value += text.slice(at, quote);
      at = quote + 1;
      if (at >= end || text[at] !== "'") return value;
      value += "'";
      at += 1;
    }
  };

  return {
    whole() {
      const value = expression(0);
      skipSpace();
      if (at < end) fail(`Expected the end of the expression, found ${found()}.`);
      return value;
    },
  };
}
