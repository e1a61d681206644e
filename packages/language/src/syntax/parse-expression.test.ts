import { describe, expect, test } from 'vitest';
import type { Expression } from './ast.ts';
import { isExpression, parseExpression, unescapeLiteral } from './parse-expression.ts';

/** An expression in a form that shows its structure. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'call':
      return `${expression.name}(${expression.args.map(show).join(', ')})`;
    case 'property':
      return `<${show(expression.of)}>.${expression.name}`;
    case 'index':
      return `<${show(expression.of)}>[${show(expression.index)}]`;
  }
}

test.each([
  ['[]', true],
  ["[parameters('x')]", true],
  ['[[x]', false],
  ['[x', false],
  ['x]', false],
  [' [x]', false],
  ['[x] ', false],
  ['', false],
])('%j is an expression: %s', (text, expected) => {
  expect(isExpression(text)).toBe(expected);
});

test.each([
  ['[[x]', '[x]'],
  ['[[x', '[x'],
  ['[[[x]]', '[[x]]'],
  ['[x', '[x'],
  ['x [[', 'x [['],
  ['', ''],
])('%j stands for %j', (text, literal) => {
  expect(unescapeLiteral(text)).toBe(literal);
});

describe('reads', () => {
  test.each([
    ["['text']", '"text"'],
    ["['it''s']", '"it\'s"'],
    ["['''']", '"\'"'],
    ["['']", '""'],
    ["['a]b[c\\n']", '"a]b[c\\\\n"'],
    ['[1]', '1'],
    ['[-12]', '-12'],
    ['[1.5]', '1.5'],
    ['[true]', 'true'],
    ['[NULL]', 'null'],
    ['[utcNow()]', 'utcNow()'],
    ['[ utcNow ( ) ]', 'utcNow()'],
    ["[concat('a', parameters('b'), 1)]", 'concat("a", parameters("b"), 1)'],
    ["[parameters('o').a.b]", '<<parameters("o")>.a>.b'],
    ["[parameters('o')['a'][0]]", '<<parameters("o")>["a"]>[0]'],
    ["[parameters('o') . a [ add(1, 2) ]]", '<<parameters("o")>.a>[add(1, 2)]'],
    ["[resourceGroup().tags['x'].y]", '<<<resourceGroup()>.tags>["x"]>.y'],
    ['[f(g(h()))]', 'f(g(h()))'],
    ['[\n  f(\n 1 )\t]', 'f(1)'],
  ])('%s as %s', (text, expected) => {
    const parsed = parseExpression(text);
    expect('expression' in parsed ? show(parsed.expression) : parsed.problem).toBe(expected);
  });
});

test.each([
  ["[contoso.unique('a')]", 'contoso.unique("a")'],
  ["[ contoso . unique ('a').b ]", '<contoso.unique("a")>.b'],
])('where a template may define functions, %s is read as %s', (text, expected) => {
  const parsed = parseExpression(text, { userFunctions: true });
  expect('expression' in parsed ? show(parsed.expression) : parsed.problem).toBe(expected);
});

describe('refuses', () => {
  test.each([
    ['[]', 1, 'Expected a value, found the end of the expression.'],
    ['[foo]', 1, "'foo' must be called with parentheses, or be a text in apostrophes."],
    ["[concat('a' 'b')]", 12, "Expected ',' or ')' after an argument, found '''."],
    ["[concat('a',)]", 12, "Expected a function, a text in apostrophes or a number, found ')'."],
    ["[concat('a']", 11, "Expected ',' or ')' after an argument, found the end of the expression."],
    ["[concat('a)]", 8, 'This text has no closing apostrophe.'],
    ['["a"]', 1, `Expected a function, a text in apostrophes or a number, found '"'.`],
    ['[f().]', 5, "Expected a property name after '.', found the end of the expression."],
    ['[f()[1]', 6, "Expected ']' after an index, found the end of the expression."],
    ['[f() g()]', 5, "Expected the end of the expression, found 'g'."],
    ["[parameters('a')('b')]", 16, "Expected the end of the expression, found '('."],
    ['[1 + 2]', 3, "Expected the end of the expression, found '+'."],
    ['[contoso.f()]', 1, "'contoso' must be called with parentheses, or be a text in apostrophes."],
  ])('%s at %i: %s', (text, offset, message) => {
    expect(parseExpression(text)).toEqual({ problem: { message, offset } });
  });

  test('nesting without end', () => {
    expect(parseExpression(`[${'f('.repeat(50_000)}]`)).toMatchObject({
      problem: { message: 'Nested deeper than 200 levels.' },
    });
    expect(parseExpression(`[f()${'[f()'.repeat(50_000)}]`)).toMatchObject({
      problem: { message: 'Nested deeper than 200 levels.' },
    });
    expect(parseExpression(`[f()${'.a'.repeat(50_000)}]`)).toMatchObject({
      problem: { message: 'Nested deeper than 200 levels.' },
    });
    const row = '.a'.repeat(150);
    expect(parseExpression(`[f(f()${row})${row}]`)).toMatchObject({
      problem: { message: 'Nested deeper than 200 levels.' },
    });
    expect(parseExpression(`[f(f()${row}, f()${row}, f()[1]${row})]`)).toHaveProperty('expression');
  });
});
