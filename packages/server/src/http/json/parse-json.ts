import type { JsonObject, JsonValue } from '@sluice/arm/protocol';

/** How deep objects and arrays of a body may nest. */
export const MAX_JSON_DEPTH = 200;

/** What is wrong with a JSON text, and where: both counted from 1. */
export type JsonProblem = { readonly message: string; readonly line: number; readonly column: number };
export type ParsedJson =
  | { readonly value: JsonValue; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: JsonProblem };

/**
 * Reads JSON as RFC 8259 has it, and stricter where leniency would let two readers disagree or could not be stored:
 * no name twice in an object (without case, as ARM compares), no `__proto__`, no null character, no half of a surrogate pair,
 * no number beyond a double, no more than `MAX_JSON_DEPTH` levels. Cost: one pass.
 *
 * `templates` takes what ARM's clients send of template files as they are: comments, property names without quotes, a comma before
 * the end, texts over several lines.
 */
export function parseJson(
  text: string,
  { templates = false }: { readonly templates?: boolean } = {},
): ParsedJson {
  const reader: Reader = { text, at: 0, depth: 0, templates };
  try {
    const value = readValue(reader);
    skipSpace(reader);
    if (reader.at < text.length)
      throw new Problem(`unexpected ${shown(reader)} after the end of the value`, reader.at);
    return { value };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problem: { message: error.message, ...placeOf(text, error.at) } };
  }
}

type Reader = { readonly text: string; at: number; depth: number; readonly templates: boolean };

/** Unwinds the recursion; never leaves this file. */
class Problem extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Everything that may stand in a string as it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what JSON refuses here
const PLAIN = /[^"\\\u0000-\u001f]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, and what makes lines
const PLAIN_LINES = /[^"\\\u0000-\u0008\u000b\u000c\u000e-\u001f]*/y;
const BARE_NAME = /[A-Za-z_$][\w$]*/y;
const COMMENT = /\/\/[^\n\r]*|\/\*[\s\S]*?\*\//y;
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

function readValue(reader: Reader): JsonValue {
  skipSpace(reader);
  switch (reader.text[reader.at]) {
    case '{':
      return nested(reader, readObject);
    case '[':
      return nested(reader, readArray);
    case '"':
      return readString(reader);
    case 't':
      return readWord(reader, 'true', true);
    case 'f':
      return readWord(reader, 'false', false);
    case 'n':
      return readWord(reader, 'null', null);
    default:
      return readNumber(reader);
  }
}

function nested<T>(reader: Reader, read: (reader: Reader) => T): T {
  if (reader.depth >= MAX_JSON_DEPTH)
    throw new Problem(`nested deeper than ${MAX_JSON_DEPTH} levels`, reader.at);
  reader.depth++;
  reader.at++;
  const value = read(reader);
  reader.depth--;
  return value;
}

function readObject(reader: Reader): JsonObject {
  const object: Record<string, JsonValue> = {};
  const names = new Set<string>();
  if (takeIf(reader, '}')) return object;
  do {
    skipSpace(reader);
    const start = reader.at;
    if (reader.templates && takeIf(reader, '}')) return object;
    const name = readName(reader, start);
    const folded = name.toLowerCase();
    if (names.has(folded))
      throw new Problem(`the property '${name}' is there twice (names are compared without case)`, start);
    if (name === '__proto__') throw new Problem("the property name '__proto__' is not allowed", start);
    names.add(folded);
    expect(reader, ':');
    object[name] = readValue(reader);
  } while (takeIf(reader, ','));
  expect(reader, '}', "',' or '}'");
  return object;
}

function readName(reader: Reader, start: number): string {
  if (reader.text[start] === '"') return readString(reader);
  BARE_NAME.lastIndex = start;
  const bare = reader.templates ? BARE_NAME.exec(reader.text)?.[0] : undefined;
  if (bare === undefined)
    throw new Problem(`expected a property name in double quotes, found ${shown(reader)}`, start);
  reader.at += bare.length;
  return bare;
}

function readArray(reader: Reader): readonly JsonValue[] {
  const array: JsonValue[] = [];
  if (takeIf(reader, ']')) return array;
  do {
    if (reader.templates && takeIf(reader, ']')) return array;
    array.push(readValue(reader));
  } while (takeIf(reader, ','));
  expect(reader, ']', "',' or ']'");
  return array;
}

function readString(reader: Reader): string {
  const start = reader.at;
  let value = '';
  reader.at++;
  for (;;) {
    const pattern = reader.templates ? PLAIN_LINES : PLAIN;
    pattern.lastIndex = reader.at;
    const plain = pattern.exec(reader.text)?.[0] ?? '';
    value += plain;
    reader.at += plain.length;
    const char = reader.text[reader.at];
    if (char === undefined) throw new Problem('the text that begins here has no closing quote', start);
    if (char === '"') break;
    if (char !== '\\')
      throw new Problem('a line break or control character inside a text must be escaped', reader.at);
    value += readEscape(reader);
  }
  reader.at++;
  if (!value.isWellFormed()) throw new Problem('the text holds half of a surrogate pair', start);
  return value;
}

function readEscape(reader: Reader): string {
  const start = reader.at;
  const letter = reader.text[start + 1] ?? '';
  const simple = ESCAPES[letter];
  if (simple !== undefined) {
    reader.at += 2;
    return simple;
  }
  const digits = reader.text.slice(start + 2, start + 6);
  if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits))
    throw new Problem('unknown escape in a text', start);
  if (digits === '0000') throw new Problem('the null character is not allowed in a text', start);
  reader.at += 6;
  return String.fromCharCode(Number.parseInt(digits, 16));
}

function readNumber(reader: Reader): number {
  NUMBER.lastIndex = reader.at;
  const digits = NUMBER.exec(reader.text)?.[0];
  if (digits === undefined) throw new Problem(`expected a value, found ${shown(reader)}`, reader.at);
  const value = Number(digits);
  if (!Number.isFinite(value)) throw new Problem('the number is too large', reader.at);
  reader.at += digits.length;
  return value;
}

function readWord<T>(reader: Reader, word: string, value: T): T {
  if (!reader.text.startsWith(word, reader.at))
    throw new Problem(`expected a value, found ${shown(reader)}`, reader.at);
  reader.at += word.length;
  return value;
}

function expect(reader: Reader, char: string, what = `'${char}'`): void {
  if (!takeIf(reader, char)) throw new Problem(`expected ${what}, found ${shown(reader)}`, reader.at);
}

function takeIf(reader: Reader, char: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== char) return false;
  reader.at++;
  return true;
}

function skipSpace(reader: Reader): void {
  for (;;) {
    const code = reader.text.charCodeAt(reader.at);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) reader.at++;
    else if (code !== 0x2f || !skipComment(reader)) return;
  }
}

function skipComment(reader: Reader): boolean {
  COMMENT.lastIndex = reader.at;
  const comment = reader.templates ? COMMENT.exec(reader.text)?.[0] : undefined;
  reader.at += comment?.length ?? 0;
  return comment !== undefined;
}

function shown(reader: Reader): string {
  const char = reader.text.codePointAt(reader.at);
  return char === undefined ? 'the end' : `'${String.fromCodePoint(char)}'`;
}

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
