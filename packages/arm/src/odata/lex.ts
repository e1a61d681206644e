import type { ODataParsed, ODataProblem, Position } from './ast.ts';

const MARKS = ['(', ')', ',', ':', '/'] as const;
type Mark = (typeof MARKS)[number];

/**
 * One token of a query. `name` covers properties, functions, keywords and bare words: the parser tells them apart; `word` is a bare
 * word with dashes, which can only be a value.
 */
export type Token = {
  readonly kind: 'name' | 'word' | 'text' | 'number' | 'timestamp' | 'guid' | 'operator' | Mark | 'end';
  /** Quoted texts without quotes; everything else as written. */
  readonly value: string;
  readonly position: Position;
};

type Pattern = { readonly kind: Token['kind']; readonly pattern: RegExp };

const OPERATORS = 'eq|ne|gt|ge|lt|le';
/** Tried in this order at each place: a GUID may begin like a number, a time like a number, an operator like a name. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'guid', pattern: /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/iy },
  {
    kind: 'timestamp',
    pattern: /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w:.-])/iy,
  },
  { kind: 'number', pattern: /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.-])/iy },
  { kind: 'operator', pattern: new RegExp(`-?(?:${OPERATORS})(?![\\w.@/$(-])`, 'iy') },
  {
    kind: 'word',
    pattern: new RegExp(
      `[A-Za-z_][\\w.]*(?:-(?!(?:${OPERATORS})(?![\\w.@/$(-]))[\\w.]+)+(?![\\w.@/$(-])`,
      'iy',
    ),
  },
  { kind: 'name', pattern: /[A-Za-z_@$][\w.@$]*(?:\/[A-Za-z_@$][\w.@$]*)*/y },
];
/** `datetime'...'` and its like of older OData: the word says what the quoted text is. */
const PREFIXES: ReadonlyMap<string, Token['kind']> = new Map([
  ['datetime', 'timestamp'],
  ['datetimeoffset', 'timestamp'],
  ['guid', 'guid'],
]);

/** The tokens of a query text from a place on, the last one being `end`. */
export function lex(text: string, from: Position = 0): ODataParsed<readonly Token[]> {
  const tokens: Token[] = [];
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const read = char === "'" ? readText(text, at) : readToken(text, at, char);
    if ('message' in read) return { problem: read };
    const previous = tokens.at(-1);
    const prefixed = prefixKind(previous, read.token);
    if (prefixed === undefined || previous === undefined) tokens.push(read.token);
    else tokens[tokens.length - 1] = { kind: prefixed, value: read.token.value, position: previous.position };
    at = read.next;
  }
  tokens.push({ kind: 'end', value: '', position: text.length });
  return { value: tokens };
}

type Read = { readonly token: Token; readonly next: number };

function readText(text: string, from: number): Read | ODataProblem {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf("'", at);
    if (quote < 0) return { message: 'The text that begins here has no closing quote.', position: from };
    value += text.slice(at, quote);
    if (text[quote + 1] !== "'") return { token: { kind: 'text', value, position: from }, next: quote + 1 };
    value += "'";
    at = quote + 2;
  }
}

function readToken(text: string, at: number, char: string): Read | ODataProblem {
  const mark = MARKS.find(each => each === char);
  if (mark !== undefined) return { token: { kind: mark, value: mark, position: at }, next: at + 1 };
  for (const { kind, pattern } of PATTERNS) {
    pattern.lastIndex = at;
    const value = pattern.exec(text)?.[0];
    if (value !== undefined) return { token: { kind, value, position: at }, next: at + value.length };
  }
  const word = /[^\s(),']{1,32}/.exec(text.slice(at))?.[0] ?? char;
  return { message: `'${word}' is not expected.`, position: at };
}

function prefixKind(previous: Token | undefined, token: Token): Token['kind'] | undefined {
  if (previous?.kind !== 'name' || token.kind !== 'text') return undefined;
  const adjacent = token.position === previous.position + previous.value.length;
  return adjacent ? PREFIXES.get(previous.value.toLowerCase()) : undefined;
}
