import { describe, expect, test } from 'vitest';
import { CONTEXT, judge, programOf, TYPE } from '../testing/judge.ts';

const ID = '/subscriptions/s1/resourceGroups/g1/providers/Test.Provider/things/parent/parts/child';
const THING = {
  id: ID,
  name: 'child',
  type: TYPE,
  kind: 'Fancy',
  location: 'East US 2',
  identity: { type: 'SystemAssigned' },
  tags: { Env: 'Prod', 'Cost.Center': '42', "'odd'": 'yes', 'a]': 'bracket', Empty: '' },
  properties: { text: 'Hello', deep: { inner: null }, new: 'n', old: 'o', list: ['a', 'b'], shared: 'here' },
  sku: { shared: 'there' },
};

test.each([
  ['name', 'equals', 'CHILD', 'matched'],
  ['fullName', 'equals', 'parent/child', 'matched'],
  ['type', 'equals', 'test.provider/THINGS', 'matched'],
  ['kind', 'equals', 'fancy', 'matched'],
  ['KIND', 'equals', 'fancy', 'matched'],
  ['id', 'contains', '/things/parent/', 'matched'],
  ['identity.type', 'equals', 'SystemAssigned', 'matched'],
  ['identity.userAssignedIdentities', 'exists', false, 'matched'],
  ['tags', 'containsKey', 'env', 'matched'],
  ['tags.env', 'equals', 'prod', 'matched'],
  ['tags[env]', 'equals', 'prod', 'matched'],
  ["tags['env']", 'equals', 'prod', 'matched'],
  ['tags.Cost.Center', 'equals', '42', 'matched'],
  ['tags[Cost.Center]', 'equals', '42', 'matched'],
  ["tags['Cost.Center']", 'equals', '42', 'matched'],
  ["tags['''odd''']", 'equals', 'yes', 'matched'],
  ['tags[a]]', 'equals', 'bracket', 'matched'],
  ['tags.empty', 'exists', true, 'matched'],
  ['tags.nobody', 'exists', false, 'matched'],
  ['tags[]', 'exists', false, 'matched'],
  ['Tags.env', 'equals', 'prod', 'matched'],
  [`${TYPE}/text`, 'equals', 'hello', 'matched'],
  [`${TYPE.toUpperCase()}/TEXT`, 'equals', 'hello', 'matched'],
  [`${TYPE}/deep.inner`, 'exists', false, 'matched'],
  [`${TYPE}/deep.inner`, 'equals', '', 'matched'],
  [`${TYPE}/list`, 'contains', 'a', 'matched'],
  ['Test.Provider/shared', 'equals', 'here', 'matched'],
  ['tags[*]', 'exists', true, 'field/unknown'],
  ['identity', 'exists', true, 'field/unknown'],
  ['identity.x[0]', 'exists', true, 'field/unknown'],
  ['properties.text', 'exists', true, 'field/unknown'],
  ['Test.Provider/nothing', 'exists', true, 'field/unknown'],
])('field %s %s %j: %s', (field, operator, operand, expected) => {
  expect(judge({ field, [operator]: operand }, THING)).toBe(expected);
});

describe('a missing field', () => {
  test.each([
    ['equals', '', 'matched'],
    ['equals', null, 'matched'],
    ['equals', 'x', 'notMatched'],
    ['notEquals', 'x', 'matched'],
    ['notEquals', '', 'notMatched'],
    ['in', [''], 'notMatched'],
    ['notIn', ['x'], 'matched'],
    ['like', '*', 'notMatched'],
    ['notLike', '*', 'matched'],
    ['exists', false, 'matched'],
    ['exists', 'False', 'matched'],
    ['exists', true, 'notMatched'],
    ['less', 5, 'notMatched'],
    ['greaterOrEquals', 5, 'notMatched'],
    ['containsKey', 'x', 'notMatched'],
    ['notContainsKey', 'x', 'matched'],
  ])('%s %j: %s', (operator, operand, expected) => {
    expect(judge({ field: 'kind', [operator]: operand }, { type: TYPE })).toBe(expected);
  });
});

describe('keys of the resource', () => {
  test.each([
    ['are found in any letter case', { TYPE, Properties: { TEXT: 'x' } }, 'matched'],
    [
      'are taken in the exact letter case first',
      { type: TYPE, properties: { Text: 'y', text: 'x' } },
      'matched',
    ],
    ['are not what every object inherits', { type: TYPE, properties: { constructor: 1 } }, 'notMatched'],
    ['below a null lead to nothing', { type: TYPE, properties: null }, 'notMatched'],
    ['below a text lead to nothing', { type: TYPE, properties: 'text' }, 'notMatched'],
    ['below an array lead to nothing', { type: TYPE, properties: [{ text: 'x' }] }, 'notMatched'],
  ])('%s', (_, resource, expected) => {
    expect(judge({ field: `${TYPE}/text`, equals: 'x' }, { type: TYPE, ...resource })).toBe(expected);
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'tag %s is absent unless it is there',
    name => {
      const condition = { field: `tags['${name}']`, exists: true };
      expect(judge(condition, { tags: {} })).toBe('notMatched');
      expect(judge(condition, { tags: JSON.parse(`{"${name}": "v"}`) })).toBe('matched');
    },
  );
});

describe('an alias', () => {
  test.each([
    ['2020-01-01', 'o'],
    ['2024-01-01', 'n'],
    [undefined, 'n'],
  ])('has the path of api-version %s', (apiVersion, value) => {
    expect(judge({ field: `${TYPE}/moved`, equals: value }, THING, {}, apiVersion)).toBe('matched');
  });

  test('has the path of the version also where the type was asked before', () => {
    const condition = {
      allOf: [
        { field: 'type', equals: TYPE },
        { field: `${TYPE}/moved`, equals: 'o' },
      ],
    };
    expect(judge(condition, THING, {}, '2020-01-01')).toBe('matched');
    expect(judge(condition, THING, {}, '2021-01-01')).toBe('notMatched');
  });

  test('that two types have is read by the type of the resource', () => {
    const program = programOf({ if: { field: 'Test.Provider/shared', equals: 'there' } });
    const at = (type: string) => program.evaluate({ resource: { ...THING, type }, context: CONTEXT }).kind;
    expect([at(TYPE), at('Test.Provider/others'), at('test.provider/OTHERS'), at(TYPE)]).toEqual([
      'notMatched',
      'matched',
      'matched',
      'notMatched',
    ]);
  });

  test.each([
    [{ field: `${TYPE}/text`, exists: false }, 'matched'],
    [{ field: `${TYPE}/text`, equals: 'hello' }, 'notMatched'],
    [{ field: `${TYPE}/list[*]`, equals: 'nobody' }, 'matched'],
    [{ value: `[join(field('${TYPE}/list[*]'), ',')]`, equals: '' }, 'matched'],
    [{ value: `[string(field('${TYPE}/text'))]`, equals: '' }, 'matched'],
  ])('selects nothing on another type: %j', (condition, expected) => {
    expect(judge(condition, { ...THING, type: 'Other.Provider/things' })).toBe(expected);
    const { type: _, ...untyped } = THING;
    expect(judge(condition, untyped)).toBe(expected);
  });
});

describe('location', () => {
  test.each([
    [{ field: 'location', equals: 'eastus2' }, 'matched'],
    [{ field: 'location', equals: 'EAST us 2' }, 'matched'],
    [{ field: 'location', in: ['West US', 'East US 2'] }, 'matched'],
    [{ field: 'location', notIn: ['East US 2'] }, 'notMatched'],
    [{ field: 'location', like: 'east us*' }, 'matched'],
    [{ field: "[concat('loca', 'tion')]", equals: 'East US 2' }, 'matched'],
    [{ field: 'location', equals: "[concat('east us', ' 2')]" }, 'matched'],
    [{ field: 'location', equals: '[resourceGroup().location]' }, 'notMatched'],
    [{ value: "[field('location')]", equals: 'eastus2' }, 'matched'],
    [{ field: 'location', exists: true }, 'matched'],
  ])('is one however it is written: %j', (condition, expected) => {
    expect(judge(condition, THING)).toBe(expected);
  });

  test('is not normalised in other fields', () => {
    expect(judge({ field: 'kind', equals: 'east us 2' }, { kind: 'eastus2' })).toBe('notMatched');
  });
});

describe('a field named by an expression', () => {
  test.each([
    [{ field: "[concat('tags[', parameters('tag'), ']')]", equals: 'prod' }, 'matched'],
    [{ field: "[field('kind')]", equals: 'x' }, 'field/unknown'],
    [{ field: '[1]', equals: 'x' }, 'field/not-text'],
    [{ field: "[length(field('name'))]", equals: 'x' }, 'field/not-text'],
    [{ field: "[if(equals(field('kind'), 'fancy'), 'location', 'name')]", equals: 'East US 2' }, 'matched'],
  ])('%j', (condition, expected) => {
    expect(judge(condition, THING, { tag: 'env' })).toBe(expected);
  });
});

test.each([
  [{ name: 'parent/child' }, 'name', 'child'],
  [{ name: 'parent/child' }, 'fullName', 'parent/child'],
  [{ name: 'child', fullName: 'given/child' }, 'fullName', 'given/child'],
  [{ name: 'child', id: '/providers/A.B/c/one/d/two/providers/E.F/g/three' }, 'fullName', 'three'],
  [{ name: 'g1', id: '/subscriptions/s1/resourceGroups/g1' }, 'fullName', 'g1'],
])('of %j the %s is %s', (resource, field, value) => {
  expect(judge({ field, equals: value }, resource)).toBe('matched');
});

test('raw paths are read in lenient programs only', () => {
  const rule = { if: { field: 'properties.text', equals: 'hello' } };
  expect(programOf(rule, { lenient: true }).evaluate({ resource: THING, context: CONTEXT })).toEqual({
    kind: 'matched',
  });
  expect(programOf(rule).evaluate({ resource: THING, context: CONTEXT })).toMatchObject({
    kind: 'error',
    code: 'field/unknown',
  });
});
