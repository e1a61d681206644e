import { type JsonNode, MAX_DEPTH, type MemberNode, type ScalarNode } from './json-node.ts';

/** The first thing that makes a text no JSON, with its offset. */
export type JsonProblem = {
  readonly code: 'json/syntax' | 'json/too-deep';
  readonly message: string;
  readonly offset: number;
};
export type ParsedJson = { readonly node: JsonNode } | { readonly problem: JsonProblem };

class SyntaxProblem extends Error {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Reads JSON (RFC 8259) into a tree that knows where its nodes stood and keeps duplicate names. A byte order mark at
 * the start is skipped. Duplicates are not judged here.
 */
export function parseJson(text: string): ParsedJson {
  try {
    return { node: createReader(text).document() };
  } catch (error) {
    if (error instanceof SyntaxProblem) return { problem: error.problem };
    throw error;
  }
}

const LITERALS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a text
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function createReader(text: string): { document(): JsonNode } {
  let at = 0;

  const fail = (message: string, offset = at): never => {
    throw new SyntaxProblem({ code: 'json/syntax', message, offset });
  };
  const found = (): string =>
    at < text.length ? `'${String.fromCodePoint(text.codePointAt(at) ?? 0)}'` : 'the end of the text';
  /** What people most often mean where JSON has something else. */
  const hint = (): string => {
    if (text[at] === '/' && /[/*]/.test(text[at + 1] ?? '')) return ' JSON has no comments.';
    const before = text.slice(0, at).trimEnd();
    return /[}\]]/.test(text[at] ?? '') && before.endsWith(',')
      ? ' The comma before it is one too many.'
      : '';
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const matched = pattern.exec(text)?.[0] ?? '';
    at += matched.length;
    return matched;
  };
  const skipSpace = (): void => void match(SPACE);
  const expect = (sign: string, where: string): void => {
    if (text[at] !== sign) fail(`Expected '${sign}' ${where}, found ${found()}.${hint()}`);
    at += 1;
  };

  const value = (depth: number): JsonNode => {
    if (depth > MAX_DEPTH) {
      throw new SyntaxProblem({
        code: 'json/too-deep',
        message: `Nested deeper than ${MAX_DEPTH} levels.`,
        offset: at,
      });
    }
    if (text[at] === '{') return object(depth);
    if (text[at] === '[') return array(depth);
    return scalar();
  };

  const object = (depth: number): JsonNode => {
    const start = at;
    const members: MemberNode[] = [];
    at += 1;
    skipSpace();
    while (text[at] !== '}') {
      if (members.length > 0) {
        expect(',', "or '}' after a member");
        skipSpace();
      }
      members.push(member(depth));
      skipSpace();
    }
    at += 1;
    return { kind: 'object', members, start, end: at };
  };

  const member = (depth: number): MemberNode => {
    if (text[at] !== '"') fail(`Expected a name in double quotes, found ${found()}.${hint()}`);
    const start = at;
    const name = string();
    const end = at;
    skipSpace();
    expect(':', `after the name "${name}"`);
    skipSpace();
    return { name, start, end, value: value(depth + 1) };
  };

  const array = (depth: number): JsonNode => {
    const start = at;
    const items: JsonNode[] = [];
    at += 1;
    skipSpace();
    while (text[at] !== ']') {
      if (items.length > 0) {
        expect(',', "or ']' after an element");
        skipSpace();
      }
      items.push(value(depth + 1));
      skipSpace();
    }
    at += 1;
    return { kind: 'array', items, start, end: at };
  };

  const scalar = (): ScalarNode => {
    const start = at;
    if (text[at] === '"') return { kind: 'scalar', value: string(), start, end: at };
    for (const [word, literal] of LITERALS) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return { kind: 'scalar', value: literal, start, end: at };
      }
    }
    const number = match(NUMBER);
    if (number === '') return fail(`Expected a JSON value, found ${found()}.${hint()}`);
    if (!Number.isFinite(Number(number))) return fail(`The number ${number} is too large.`, start);
    return { kind: 'scalar', value: Number(number), start, end: at };
  };

  const string = (): string => {
    const start = at;
    at += 1;
    let value = match(PLAIN_TEXT);
    while (text[at] !== '"') {
      if (at >= text.length) fail('This text has no closing double quote.', start);
      if (text[at] !== '\\') fail('A line break or control character inside a text must be escaped.');
      value += escaped();
      value += match(PLAIN_TEXT);
    }
    at += 1;
    return value;
  };

  const escaped = (): string => {
    const sign = text[at + 1] ?? '';
    if (sign === 'u') {
      const digits = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) fail('\\u must be followed by four hexadecimal digits.');
      at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = ESCAPES[sign];
    if (plain === undefined) return fail(`'\\${sign}' is not an escape that JSON knows.`);
    at += 2;
    return plain;
  };

  return {
    document() {
      if (text.charCodeAt(0) === 0xfeff) at = 1;
      skipSpace();
      const node = value(0);
      skipSpace();
      if (at < text.length) fail(`Expected the end of the text, found ${found()}.${hint()}`);
      return node;
    },
  };
}
