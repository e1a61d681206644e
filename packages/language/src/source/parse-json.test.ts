import { describe, expect, test } from 'vitest';
import { toValue } from './json-node.ts';
import { createLines } from './lines.ts';
import { parseJson } from './parse-json.ts';

/** The problem of a text as `line:column message`. */
function problemOf(text: string): string | undefined {
  const parsed = parseJson(text);
  if ('node' in parsed) return undefined;
  const { line, column } = createLines(text).range(parsed.problem.offset, parsed.problem.offset).start;
  return `${line}:${column} ${parsed.problem.message}`;
}

describe('reads what JSON.parse reads', () => {
  test.each([
    '{}',
    '[]',
    '""',
    '0',
    '-0',
    '-1.5e+3',
    'true',
    'false',
    'null',
    ' \t\r\n[ 1 , 2 ] \n',
    '{"a":{"b":[1,{"c":null}]},"d":"x"}',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"',
    '"é😀"',
    '1E2',
    '{"__proto__":1}',
    '{"":0}',
  ])('%s', text => {
    const parsed = parseJson(text);
    expect('node' in parsed && toValue(parsed.node)).toEqual(JSON.parse(text));
  });

  test('a byte order mark at the start', () => {
    expect(problemOf('\ufeff{}')).toBeUndefined();
  });
});

describe('refuses what JSON.parse refuses, and says where', () => {
  test.each([
    ['', '1:1 Expected a JSON value, found the end of the text.'],
    ['{', '1:2 Expected a name in double quotes, found the end of the text.'],
    ['{"a":1,}', `1:8 Expected a name in double quotes, found '}'. The comma before it is one too many.`],
    ['[1,]', `1:4 Expected a JSON value, found ']'. The comma before it is one too many.`],
    ['[,]', `1:2 Expected a JSON value, found ','.`],
    ['{"a": }', `1:7 Expected a JSON value, found '}'.`],
    ['[1 2]', `1:4 Expected ',' or ']' after an element, found '2'.`],
    ['{"a" 1}', `1:6 Expected ':' after the name "a", found '1'.`],
    ['{"a":1 "b":2}', `1:8 Expected ',' or '}' after a member, found '"'.`],
    [`{\n  "a": 1,\n  b: 2\n}`, `3:3 Expected a name in double quotes, found 'b'.`],
    ["{'a':1}", `1:2 Expected a name in double quotes, found '''.`],
    ['"abc', '1:1 This text has no closing double quote.'],
    ['"a\nb"', '1:3 A line break or control character inside a text must be escaped.'],
    ['"\\x"', `1:2 '\\x' is not an escape that JSON knows.`],
    ['"\\u12"', '1:2 \\u must be followed by four hexadecimal digits.'],
    ['01', `1:2 Expected the end of the text, found '1'.`],
    ['1.', `1:2 Expected the end of the text, found '.'.`],
    ['+1', `1:1 Expected a JSON value, found '+'.`],
    ['NaN', `1:1 Expected a JSON value, found 'N'.`],
    ['1e999', '1:1 The number 1e999 is too large.'],
    ['// comment\n{}', `1:1 Expected a JSON value, found '/'. JSON has no comments.`],
    ['{"a": 1 /* one */}', `1:9 Expected ',' or '}' after a member, found '/'. JSON has no comments.`],
    ['{} // end', `1:4 Expected the end of the text, found '/'. JSON has no comments.`],
    ['{"a": 1 / 2}', `1:9 Expected ',' or '}' after a member, found '/'.`],
    ['{} x', `1:4 Expected the end of the text, found 'x'.`],
    ['[😀]', `1:2 Expected a JSON value, found '😀'.`],
  ])('%j: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
    if (text !== '1e999') expect(() => JSON.parse(text)).toThrow();
  });

  test('nesting without end', () => {
    expect(problemOf('['.repeat(1_400) + ']'.repeat(1_400))).toBeUndefined();
    expect(problemOf('['.repeat(100_000))).toBe('1:1502 Nested deeper than 1500 levels.');
    expect(problemOf('{"a":'.repeat(100_000))).toMatch(/Nested deeper than 1500 levels\.$/);
  });
});

test('nodes know where they stood', () => {
  const text = '{\n  "a": [true, "x"]\n}';
  const parsed = parseJson(text);
  if (!('node' in parsed) || parsed.node.kind !== 'object') throw new Error('not an object');
  const [member] = parsed.node.members;
  expect(text.slice(member?.start, member?.end)).toBe('"a"');
  expect(text.slice(member?.value.start, member?.value.end)).toBe('[true, "x"]');
  expect(createLines(text).range(member?.value.start ?? 0, member?.value.end ?? 0)).toEqual({
    start: { line: 2, column: 8, offset: 9 },
    end: { line: 2, column: 19, offset: 20 },
  });
});

test.each([
  [0, 1, 1],
  [3, 1, 4],
  [4, 2, 1],
  [5, 3, 1],
  [7, 3, 3],
])('offset %i is line %i, column %i', (offset, line, column) => {
  expect(createLines('abc\n\nxy').range(offset, offset).start).toEqual({ line, column, offset });
});
