import { describe, expect, test } from 'vitest';
import { CONTEXT, judge, programOf, TYPE } from '../testing/judge.ts';

const PARAMETERS = { name: 'prod', list: ['a', 'b'], map: { Key: { inner: 7 } }, count: 3 };

describe('expressions', () => {
  test.each([
    ["[parameters('name')]", 'prod'],
    ["[parameters('NAME')]", 'prod'],
    ["[ concat ( 'a' , 'it''s' ) ]", "ait's"],
    ["[parameters('list')[1]]", 'b'],
    ["[parameters('list')[sub(parameters('count'), 2)]]", 'b'],
    ["[parameters('map').key.INNER]", 7],
    ["[parameters('map')['key']['inner']]", 7],
    ['[[literal]', '[[literal]'],
    ['[[open', '[open'],
    ['[open', '[open'],
    ['[null]', null],
    ['[true]', true],
    ['[-3]', -3],
    ['[subscription().tags.cost]', '42'],
    ["[subscription().tags['nothing']]", null],
    ["[resourceGroup().tags['nothing']]", null],
    ["[resourceGroup()['Tags'].nothing]", null],
    ['[resourceGroup().managedBy]', null],
    ['[resourceGroup().location]', 'westeurope'],
    ['[requestContext().apiVersion]', '2024-01-01'],
    ["[if(true(), 'yes', int('no number'))]", 'yes'],
    ["[toLower(string(parameters(concat('na', 'me'))))]", 'prod'],
    ["[parameters(field('name'))]", 'prod'],
  ])('%s is %j', (text, value) => {
    expect(judge({ value: text, equals: value }, { type: TYPE, name: 'name' }, PARAMETERS)).toBe('matched');
  });

  test.each([
    ["[parameters('map').nothing]", 'expression/missing-property'],
    ["[parameters('list')[2]]", 'expression/missing-property'],
    ["[parameters('list')['0']]", 'expression/missing-property'],
    ["[parameters('name').length]", 'expression/missing-property'],
    ['[resourceGroup().nothing]', 'expression/missing-property'],
    ["[resourceGroup()['name'].tags]", 'expression/missing-property'],
    ["[parameters('nobody')]", 'parameter/unknown'],
    ["[parameters(field('kind'))]", 'parameter/unknown'],
    ['[nothing()]', 'function/unknown'],
    ['[toLower()]', 'function/arguments'],
    ["[toLower('a', 'b')]", 'function/arguments'],
  ])('%s fails with %s', (text, code) => {
    expect(judge({ value: text, notEquals: 'x' }, { type: TYPE }, PARAMETERS)).toBe(code);
    expect(judge({ field: 'type', notEquals: text }, { type: TYPE }, PARAMETERS)).toBe(code);
  });

  test('stand in arrays and objects on the right side', () => {
    expect(judge({ field: 'name', in: ['x', "[parameters('name')]"] }, { name: 'PROD' }, PARAMETERS)).toBe(
      'matched',
    );
    expect(judge({ value: { a: 'prod' }, equals: { a: "[parameters('name')]" } }, {}, PARAMETERS)).toBe(
      'matched',
    );
    expect(judge({ field: 'name', in: ["[field('kind')]"] }, { name: 'x', kind: 'X' })).toBe('matched');
  });

  test('tryGet is the way around a missing property', () => {
    expect(judge({ value: "[tryGet(requestContext().identity, 'appid')]", notIn: ['known'] }, {})).toBe(
      'matched',
    );
  });

  test('a value that an expression makes may not be too large', () => {
    const eight = (text: string): string => `concat(${Array.from({ length: 8 }, () => text).join(', ')})`;
    const large = eight(eight(eight(eight(eight("field('name')")))));
    expect(judge({ value: `[${large}]`, equals: 'x' }, { name: '12345' })).toBe('limit/text');
    expect(judge({ value: `[${large}]`, notEquals: 'x' }, { name: '1234' })).toBe('matched');
  });
});

describe('short circuit', () => {
  const fails = { value: "[int('no number')]", equals: 1 };
  const holds = { field: 'name', equals: 'x' };
  const not = { field: 'name', equals: 'y' };
  test.each([
    [{ allOf: [not, fails] }, 'notMatched'],
    [{ anyOf: [holds, fails] }, 'matched'],
    [{ not: { allOf: [not, fails] } }, 'matched'],
    [{ allOf: [] }, 'matched'],
    [{ anyOf: [] }, 'notMatched'],
    [{ allOf: [holds, { anyOf: [] }, fails] }, 'notMatched'],
    [{ anyOf: [not, { allOf: [] }, fails] }, 'matched'],
  ])('%j: %s', (condition, expected) => {
    expect(judge(condition, { name: 'x' })).toBe(expected);
  });

  test.each([
    { allOf: [holds, fails, not] },
    { allOf: [fails, { anyOf: [] }] },
    { anyOf: [fails, { allOf: [] }] },
    { not: fails },
  ])('what is reached and fails, fails the rule: %j', condition => {
    expect(judge(condition, { name: 'x' })).toMatch(/^(?!matched|notMatched)/);
  });

  test.each([[holds], [not]])('not(not(x)) is x: %j', condition => {
    expect(judge({ not: { not: condition } }, { name: 'x' })).toBe(judge(condition, { name: 'x' }));
  });
});

test('an error says where the condition stands', () => {
  const program = programOf({
    if: { anyOf: [{ field: 'name', equals: 'y' }, { not: { value: '[resourceGroup().x]', equals: 1 } }] },
  });
  expect(program.evaluate({ resource: { name: 'x' }, context: CONTEXT })).toEqual({
    kind: 'error',
    code: 'expression/missing-property',
    message: expect.stringContaining("'x'"),
    pointer: '/policyRule/if/anyOf/1/not',
  });
});

test('an unknown operator fails when it is reached', () => {
  const program = programOf({ if: { field: 'name', resembles: 'x' } });
  expect(program.evaluate({ resource: { name: 'x' }, context: CONTEXT })).toMatchObject({
    kind: 'error',
    code: 'operator/unknown',
    pointer: '/policyRule/if',
  });
});

test('a lenient program takes a missing property for a condition that does not hold', () => {
  const rule = { if: { value: "[parameters('map').nothing]", notEquals: 'x' }, parameters: PARAMETERS };
  expect(programOf(rule, { lenient: true }).evaluate({ resource: {}, context: CONTEXT })).toEqual({
    kind: 'notMatched',
  });
});
