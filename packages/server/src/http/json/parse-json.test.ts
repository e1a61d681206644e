import { describe, expect, test } from 'vitest';
import { MAX_JSON_DEPTH, parseJson } from './parse-json.ts';

describe('reads what JSON.parse reads', () => {
  test.each([
    'null',
    'true',
    ' false\r\n',
    '0',
    '-0',
    '12.5e-3',
    '1E+2',
    '""',
    '"a\\"\\\\\\/\\b\\f\\n\\r\\tü\\u00e9\\ud83d\\ude00😀"',
    '[]',
    '[ ]',
    '[1,[2,{"a":[]}]]',
    '{}',
    '{ }',
    '{"a":{"b":null},"c":[true,false]}',
    '{"constructor":1,"toString":2,"prototype":{"x":1}}',
    '{"":1}',
    '"\u2028"',
    '[1 ,\t2\n]',
  ])('%s', text => {
    expect(parseJson(text)).toEqual({ value: JSON.parse(text) });
  });

  test('the depth that is allowed', () => {
    const text = '['.repeat(MAX_JSON_DEPTH) + ']'.repeat(MAX_JSON_DEPTH);
    expect(parseJson(text).problem).toBeUndefined();
  });
});

describe('refuses, and says where', () => {
  test.each([
    ['', 1, 1, 'found the end'],
    ['  ', 1, 3, 'found the end'],
    ['{', 1, 2, 'expected a property name'],
    ['{"a"}', 1, 5, "expected ':'"],
    ['{"a":}', 1, 6, "found '}'"],
    ['{"a":1', 1, 7, "',' or '}'"],
    ['{"a":1,}', 1, 8, 'expected a property name'],
    ["{'a':1}", 1, 2, 'double quotes'],
    ['{a:1}', 1, 2, 'double quotes'],
    ['[1,]', 1, 4, "found ']'"],
    ['[1 2]', 1, 4, "',' or ']'"],
    ['[1', 1, 3, "',' or ']'"],
    ['01', 1, 2, "unexpected '1'"],
    ['1.', 1, 2, "unexpected '.'"],
    ['+1', 1, 1, "found '+'"],
    ['.5', 1, 1, "found '.'"],
    ['NaN', 1, 1, "found 'N'"],
    ['nul', 1, 1, "found 'n'"],
    ['trueish', 1, 5, "unexpected 'i'"],
    ['1e999', 1, 1, 'too large'],
    ['"a', 1, 1, 'no closing quote'],
    ['"a\nb"', 1, 3, 'must be escaped'],
    ['"\\x41"', 1, 2, 'unknown escape'],
    ['"\\u12g4"', 1, 2, 'unknown escape'],
    ['"\\u0000"', 1, 2, 'null character'],
    ['"\\udc00x"', 1, 1, 'surrogate'],
    ['{"a":1}\n// comment', 2, 1, "unexpected '/'"],
    ['{\r\n "a": 1,\r\n "A": 2}', 3, 2, "'A' is there twice"],
    ['{"x":{"a":1},"y":{"a":1,"a":2}}', 1, 25, "'a' is there twice"],
    ['{"\\u005f_proto__":1}', 1, 2, '__proto__'],
    ['{}😀', 1, 3, "unexpected '😀'"],
  ])('%j', (text, line, column, message) => {
    const { problem, value } = parseJson(text);
    expect(value).toBeUndefined();
    expect(problem).toEqual({ line, column, message: expect.stringContaining(message) });
  });

  test('one level too many, however deep the rest is', () => {
    expect(parseJson('{"a":'.repeat(1_000_000 / 5)).problem).toMatchObject({
      message: `nested deeper than ${MAX_JSON_DEPTH} levels`,
      column: MAX_JSON_DEPTH * 5 + 1,
    });
  });
});

test('nothing that is read changes what other objects are', () => {
  expect(parseJson('{"a":{"__proto__":{"isAdmin":true}}}').problem?.message).toContain('__proto__');
  expect('isAdmin' in {}).toBe(false);
});

describe('takes template files as they are', () => {
  test.each([
    ['{template:{"a":1}}', { template: { a: 1 } }],
    ['{"a":1,}', { a: 1 }],
    ['[1,2,]', [1, 2]],
    ['// first\n{ /* in\nside */ "a": 1 // last\n}', { a: 1 }],
    ['{"a":"two\nlines\tand a tab"}', { a: 'two\nlines\tand a tab' }],
    ['{"a":"// no comment /* either */"}', { a: '// no comment /* either */' }],
    ['{$schema:1,a_1:2}', { $schema: 1, a_1: 2 }],
  ])('%s', (text, value) => {
    expect(parseJson(text, { templates: true })).toEqual({ value });
  });

  test.each([
    ['{a b:1}', 1, 4, "expected ':'"],
    ['{1a:1}', 1, 2, 'property name'],
    ["{'a':1}", 1, 2, 'double quotes'],
    ['{,}', 1, 2, 'property name'],
    ['/* never closed', 1, 1, "found '/'"],
    ['{__proto__:{}}', 1, 2, '__proto__'],
    ['{a:1,A:2}', 1, 6, 'there twice'],
    ['[,]', 1, 2, "found ','"],
    ['{"a":"\u0001"}', 1, 7, 'escaped'],
  ])('and refuses %s', (text, line, column, message) => {
    expect(parseJson(text, { templates: true }).problem).toEqual({
      line,
      column,
      message: expect.stringContaining(message),
    });
  });
});
