import { describe, expect, test } from 'vitest';
import { judge, TYPE } from '../testing/judge.ts';

const RULES = `${TYPE}/rules[*]`;
const ACCESS = `${TYPE}/rules[*].access`;
const PORTS = `${TYPE}/rules[*].ports[*]`;
const LIST = `${TYPE}/list[*]`;
const rule = (access: string, ...ports: readonly number[]) => ({ properties: { access, ports } });
const thing = (properties: object) => ({ type: TYPE, tags: { env: 'prod' }, properties: { ...properties } });
const THREE = { rules: [rule('Allow', 22, 80), rule('Deny', 22), rule('Allow')], list: ['22', '80'] };

describe('a count over a field', () => {
  test.each([
    ['of a missing array is 0', { field: RULES }, {}, 0],
    ['of null is 0', { field: RULES }, { rules: null }, 0],
    ['of an empty array is 0', { field: RULES }, { rules: [] }, 0],
    ['without where counts the members', { field: RULES }, THREE, 3],
    ['counts a null member', { field: LIST }, { list: [null, 'a'] }, 2],
    ['of a nested array counts all inner members', { field: PORTS }, THREE, 3],
    ['of a nested array that is missing is 0', { field: PORTS }, {}, 0],
    [
      'with where counts those that satisfy it',
      { field: RULES, where: { field: ACCESS, equals: 'allow' } },
      THREE,
      2,
    ],
    ['sees one member at a time', { field: LIST, where: { field: LIST, equals: '22' } }, THREE, 1],
    [
      'sees everything else unchanged',
      { field: LIST, where: { field: 'tags.env', equals: 'prod' } },
      THREE,
      2,
    ],
    [
      'has an implicit all-of over arrays within the member',
      { field: RULES, where: { field: PORTS, equals: 22 } },
      THREE,
      2,
    ],
    [
      'reads its member by field() as an array of one',
      { field: RULES, where: { value: `[first(field('${ACCESS}'))]`, equals: 'deny' } },
      THREE,
      1,
    ],
    [
      'has one member in field()',
      { field: RULES, where: { value: `[length(field('${RULES}'))]`, equals: 1 } },
      THREE,
      3,
    ],
    [
      'reads its member by current()',
      { field: LIST, where: { value: '[current()]', equals: '80' } },
      THREE,
      1,
    ],
    [
      'reads its member by current(alias)',
      { field: LIST, where: { value: `[current('${LIST}')]`, equals: '80' } },
      THREE,
      1,
    ],
    [
      'reads a property by current(alias.property)',
      { field: RULES, where: { value: `[current('${ACCESS}')]`, equals: 'Deny' } },
      THREE,
      1,
    ],
    [
      'reads an inner array by current(alias)',
      { field: RULES, where: { value: `[length(current('${PORTS}'))]`, equals: 2 } },
      THREE,
      1,
    ],
    [
      'reads a property of current()',
      { field: RULES, where: { value: `[current('${RULES}').properties.access]`, equals: 'Deny' } },
      THREE,
      1,
    ],
    [
      'in a count over its array counts within the member',
      { field: RULES, where: { count: { field: PORTS, where: { field: PORTS, equals: 22 } }, equals: 1 } },
      THREE,
      2,
    ],
  ])('%s', (_, count, properties, expected) => {
    expect(judge({ count, equals: expected }, thing(properties))).toBe('matched');
    expect(judge({ count, equals: expected + 1 }, thing(properties))).toBe('notMatched');
  });
});

describe('a count over a value', () => {
  test.each([
    ['of a literal', { value: ['a', 'b'] }, 2],
    ['of nothing', { value: [] }, 0],
    ['of a parameter', { value: "[parameters('names')]" }, 3],
    [
      'by its name',
      { value: "[parameters('names')]", name: 'n', where: { value: "[current('n')]", like: 'a*' } },
      2,
    ],
    [
      'by its name in any letter case',
      { value: ['x'], name: 'Item', where: { value: "[current('iTEM')]", equals: 'x' } },
      1,
    ],
    ['without a name', { value: ['x', 'y'], where: { value: '[current()]', equals: 'x' } }, 1],
    [
      'without a name is called default',
      { value: ['x', 'y'], where: { value: "[current('default')]", equals: 'x' } },
      1,
    ],
    [
      'of expressions',
      { value: ["[concat('a', 'b')]", 'c'], where: { value: '[current()]', equals: 'ab' } },
      1,
    ],
    [
      'whose where asks a field',
      { value: ['22', '80', '443'], name: 'p', where: { field: `${TYPE}/list`, contains: "[current('p')]" } },
      2,
    ],
    [
      'whose where names a field',
      {
        value: ['env', 'owner'],
        name: 't',
        where: { field: "[concat('tags[', current('t'), ']')]", exists: true },
      },
      1,
    ],
    [
      'around a count over a field',
      {
        value: ['Allow', 'Deny'],
        name: 'a',
        where: { count: { field: RULES, where: { field: ACCESS, equals: "[current('a')]" } }, greater: 1 },
      },
      1,
    ],
    [
      'inside a count over a value',
      {
        value: [1, 2],
        name: 'a',
        where: {
          count: {
            value: [1, 2, 3],
            name: 'b',
            where: { value: "[add(current('a'), current('b'))]", equals: 4 },
          },
          equals: 1,
        },
      },
      2,
    ],
    [
      'where current() is the innermost',
      {
        value: ['x'],
        name: 'a',
        where: {
          count: { value: ['y'], name: 'b', where: { value: '[current()]', equals: 'y' } },
          equals: 1,
        },
      },
      1,
    ],
    [
      'where the outer one is reached from inside',
      {
        value: ['x'],
        name: 'a',
        where: { count: { field: LIST, where: { value: "[current('a')]", equals: 'x' } }, equals: 2 },
      },
      1,
    ],
  ])('%s', (_, count, expected) => {
    const parameters = { names: ['a1', 'b', 'a2'] };
    expect(judge({ count, equals: expected }, thing(THREE), parameters)).toBe('matched');
    expect(judge({ count, greater: expected }, thing(THREE), parameters)).toBe('notMatched');
  });
});

describe('a count fails', () => {
  test.each([
    ['over a text', { count: { value: 'text' }, equals: 1 }, 'count/not-array'],
    ['over an object', { count: { value: { a: 1 } }, equals: 1 }, 'count/not-array'],
    ['over a field without [*]', { count: { field: `${TYPE}/list` }, equals: 1 }, 'count/field'],
    [
      'over a field that is not known before evaluating',
      { count: { field: "[field('name')]" }, equals: 1 },
      'count/field',
    ],
    ['over an unknown alias', { count: { field: 'Nobody/knows[*]' }, equals: 0 }, 'field/unknown'],
    [
      'when where fails',
      { count: { field: LIST, where: { value: "[int('x')]", equals: 1 } }, equals: 0 },
      'function/bad-format',
    ],
    [
      'when current() names no count',
      { count: { value: [1], name: 'a', where: { value: "[current('b')]", equals: 1 } }, equals: 1 },
      'current/unknown',
    ],
  ])('%s', (_, condition, code) => {
    expect(judge(condition, thing(THREE))).toBe(code);
  });

  test('when current() is outside of one', () => {
    expect(judge({ value: '[current()]', equals: 1 }, thing(THREE))).toBe('current/outside-count');
  });

  test('when nested counts need more work than one evaluation may do', () => {
    const many = Array.from({ length: 200 }, (_, index) => index);
    const nested = (depth: number): object =>
      depth === 0
        ? { value: true, equals: true }
        : { count: { value: many, name: `n${depth}`, where: nested(depth - 1) }, greater: 0 };
    expect(judge({ ...nested(3) }, thing({}))).toBe('limit/work');
  });
});
