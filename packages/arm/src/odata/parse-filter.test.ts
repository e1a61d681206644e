import { describe, expect, test } from 'vitest';
import type { ODataFilter, ODataOperand } from './ast.ts';
import { MAX_FILTER_DEPTH, MAX_OPERANDS } from './cursor.ts';
import { parseODataFilter } from './parse-filter.ts';

/** The tree as one line, so that cases stay readable. */
function print(filter: ODataFilter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.all.map(print).join(` ${filter.kind} `)})`;
    case 'not':
      return `not(${print(filter.of)})`;
    case 'comparison':
      return `${operand(filter.left)} ${filter.operator} ${operand(filter.right)}`;
    case 'in':
      return `${operand(filter.left)} in ${
        filter.right.kind === 'list'
          ? `[${filter.right.items.map(operand).join(', ')}]`
          : operand(filter.right)
      }`;
    case 'any':
    case 'all': {
      const inner =
        filter.each === undefined ? '' : `${filter.each.variable} => ${print(filter.each.condition)}`;
      return `${filter.kind} of ${operand(filter.collection)}(${inner})`;
    }
    case 'call':
      return operand(filter);
  }
}

function operand(value: ODataOperand): string {
  if (value.kind === 'property') return value.path;
  return value.kind === 'call'
    ? `${value.name}(${value.args.map(operand).join(', ')})`
    : `${value.kind}:${value.value}`;
}

describe('a filter is read', () => {
  test.each([
    ["name eq 'x'", 'name eq text:x'],
    ["name eq 'it''s'", "name eq text:it's"],
    ["name eq ''", 'name eq text:'],
    ["NAME EQ 'x' AND b NE 1", '(NAME eq text:x and b ne number:1)'],
    ['a gt 1 or b lt -2.5 and c ge 3e2', '(a gt number:1 or (b lt number:-2.5 and c ge number:300))'],
    ['(a eq 1 or b eq 2) and c le 3', '((a eq number:1 or b eq number:2) and c le number:3)'],
    ['not a eq true and b eq null', '(not(a eq boolean:true) and b eq null:null)'],
    ['not (a eq false)', 'not(a eq boolean:false)'],
    ['not not atScope()', 'not(not(atscope()))'],
    ['atExactScope()', 'atexactscope()'],
    ["substringof('x', name)", 'substringof(text:x, name)'],
    [
      "startswith(tolower(properties/name), 'x') eq true",
      'startswith(tolower(properties/name), text:x) eq boolean:true',
    ],
    [
      "assignedTo('6f2b9c1e-0000-4000-8000-000000000001')",
      'assignedto(text:6f2b9c1e-0000-4000-8000-000000000001)',
    ],
    ['id eq 6f2b9c1e-0000-4000-8000-000000000001', 'id eq guid:6f2b9c1e-0000-4000-8000-000000000001'],
    ["id eq guid'6f2b9c1e-0000-4000-8000-000000000001'", 'id eq guid:6f2b9c1e-0000-4000-8000-000000000001'],
    ['id eq 12345678-0000-4000-8000-000000000001', 'id eq guid:12345678-0000-4000-8000-000000000001'],
    ['policyType -eq Custom', 'policyType eq word:Custom'],
    ['children.childType ne Subscription', 'children.childType ne word:Subscription'],
    ["'x' eq name", 'text:x eq name'],
    [
      'eventTimestamp ge 2026-11-22T20:40:38.028725',
      'eventTimestamp ge timestamp:2026-11-22T20:40:38.028725',
    ],
    [
      't ge 2026-11-22T20:40:38Z and t le 2026-11-23',
      '(t ge timestamp:2026-11-22T20:40:38Z and t le timestamp:2026-11-23)',
    ],
    ['t ge 2026-11-22T20:40:38+01:00', 't ge timestamp:2026-11-22T20:40:38+01:00'],
    ["t ge datetime'2026-11-22T20:40:38'", 't ge timestamp:2026-11-22T20:40:38'],
    ["eqName eq 'x' and orange eq 'y'", '(eqName eq text:x and orange eq text:y)'],
    ["  name\teq   'x'  ", 'name eq text:x'],
    ['componentId eq cert-RSA-cert-3', 'componentId eq word:cert-RSA-cert-3'],
    ['a-eq 1', 'a eq number:1'],
    ["constructor eq 'x'", 'constructor eq text:x'],
    ["name in ('a', 'b''c')", "name in [text:a, text:b'c]"],
    ['name IN (a, 1, true, null, x-y)', 'name in [word:a, number:1, boolean:true, null:null, word:x-y]'],
    ["tolower(name) in('a')", 'tolower(name) in [text:a]'],
    ["'group1' IN PolicyDefinitionGroupNames", 'text:group1 in PolicyDefinitionGroupNames'],
    ["not ('g' in groups) and a eq 1", '(not(text:g in groups) and a eq number:1)'],
    ["not 'g' in groups", 'not(text:g in groups)'],
    ['in eq 1 and any eq 2', '(in eq number:1 and any eq number:2)'],
    ["groups/any(g: g eq 'x')", 'any of groups(g => g eq text:x)'],
    [
      "Groups/ALL(g:startswith(g,'x') or g ne 'y')",
      'all of Groups(g => (startswith(g, text:x) or g ne text:y))',
    ],
    ['groups/any()', 'any of groups()'],
    ["a/b/any(x: c/all(y: y eq 'z'))", 'any of a/b(x => all of c(y => y eq text:z))'],
    ['groups/any eq 1', 'groups/any eq number:1'],
    ['timestamp gt now()', 'timestamp gt now()'],
    ["indexof(concat(a, 'x'), 'y') gt -1", 'indexof(concat(a, text:x), text:y) gt number:-1'],
  ])('%s', (text, expected) => {
    const parsed = parseODataFilter(text);
    expect(parsed.problem).toBeUndefined();
    expect(parsed.value && print(parsed.value)).toBe(expected);
  });
});

describe('a filter is refused, and where', () => {
  test.each([
    ['', 0, 'a property or a value'],
    ['   ', 3, 'a property or a value'],
    ['name', 4, 'a comparison'],
    ['name eq', 7, 'the end'],
    ["name eq 'x", 8, 'no closing quote'],
    ["name eq 'x' and", 15, 'the end'],
    ["name eq 'x' name", 12, "'and', 'or' or the end"],
    ["name = 'x'", 5, "'='"],
    ["(name eq 'x'", 12, "')'"],
    ["name eq 'x')", 11, "')'"],
    ['f(a', 3, "',' or ')'"],
    ['f(a,)', 4, "')'"],
    ["name eq eq 'x'", 8, "'eq'"],
    ['not', 3, 'the end'],
    ["'x'", 3, 'a comparison'],
    ['name eq 2026-11-22T', 8, "'2026-11-22T'"],
    ["name eq 'x'; drop table", 11, "';'"],
    ["name\u0000 eq 'x'", 4, 'not expected'],
    ['a add 1 eq 2', 2, "Arithmetic ('add') is not supported"],
    ['a eq 1 MUL 2', 7, "Arithmetic ('MUL') is not supported"],
    ['length(a) div 2 eq 1', 10, "Arithmetic ('div') is not supported"],
    ['f(a mod 2) eq 1', 4, "Arithmetic ('mod') is not supported"],
    ['a in', 4, 'a list in parentheses or the name of a collection, found the end'],
    ['a in ()', 6, 'a property or a value'],
    ["a in ('x'", 9, "',' or ')'"],
    ["a in ('x' 'y')", 10, "',' or ')'"],
    ['a in (f(1))', 6, 'a value'],
    ["a in 'x'", 5, 'a list in parentheses'],
    ['groups/all()', 11, 'the name of a property'],
    ["groups/any(g eq 'x')", 13, "':'"],
    ["groups/any(g: g eq 'x'", 22, "')'"],
    ["groups/any('g': g eq 'x')", 11, 'the name of a property'],
    ["groups/any(g: g eq 'x') eq true", 24, "'and', 'or' or the end"],
    ['x-y eq 1', 0, 'a property or a value'],
    ["duration'PT1H' eq a", 8, 'a comparison'],
    ["a eq constructor'x'", 16, "'and', 'or' or the end"],
  ])('%j', (text, position, message) => {
    const { problem, value } = parseODataFilter(text);
    expect(value).toBeUndefined();
    expect(problem).toEqual({ position, message: expect.stringContaining(message) });
  });

  test.each([
    ['parentheses', `${'('.repeat(100_000)}a eq 1`],
    ['negations', `${'not '.repeat(100_000)}a eq 1`],
    ['calls', `${'f('.repeat(100_000)}a`],
    ['lambdas', `${'x/any(y:'.repeat(100_000)}a`],
  ])('too many nested %s', (_, text) => {
    expect(parseODataFilter(text).problem?.message).toContain(`deeper than ${MAX_FILTER_DEPTH}`);
  });

  test.each([
    ['values of a list', `a in (${'1,'.repeat(MAX_OPERANDS)}1)`, 6 + 2 * (MAX_OPERANDS - 1)],
    ['arguments', `f(${'1,'.repeat(MAX_OPERANDS)}1)`, 2 + 2 * MAX_OPERANDS],
  ])('too many %s', (_, text, position) => {
    expect(parseODataFilter(text).problem).toEqual({
      position,
      message: `More than ${MAX_OPERANDS} properties and values.`,
    });
  });

  test('not too many side by side', () => {
    const text = Array.from({ length: 500 }, () => '(a eq 1)').join(' or ');
    expect(parseODataFilter(text).value).toMatchObject({ kind: 'or', all: { length: 500 } });
  });
});

test('nodes know where they were written', () => {
  expect(parseODataFilter("a eq 1 and b eq 'x'").value).toEqual({
    kind: 'and',
    position: 0,
    all: [
      {
        kind: 'comparison',
        operator: 'eq',
        position: 0,
        left: { kind: 'property', path: 'a', position: 0 },
        right: { kind: 'number', value: 1, position: 5 },
      },
      {
        kind: 'comparison',
        operator: 'eq',
        position: 11,
        left: { kind: 'property', path: 'b', position: 11 },
        right: { kind: 'text', value: 'x', position: 16 },
      },
    ],
  });
});

test('a filter in a longer text counts from the beginning of that text', () => {
  expect(parseODataFilter('$filter=a eq 1', 8).value).toMatchObject({ position: 8, right: { position: 13 } });
  expect(parseODataFilter('$filter=a eq', 8).problem?.position).toBe(12);
});
