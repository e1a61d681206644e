import { describe, expect, test } from 'vitest';
import { CONTEXT, programOf, TYPE } from '../testing/judge.ts';
import type { JsonObject } from '../values/json.ts';

const THING = {
  type: TYPE,
  name: 'blue',
  location: 'East US',
  tags: { env: 'prod' },
  properties: {
    text: 'Hello',
    list: ['a', 'b'],
    rules: [{ properties: { access: 'Allow' } }, { properties: { access: 'Deny' } }],
  },
};

function explain(condition: JsonObject, resource: JsonObject = THING, parameters: JsonObject = {}) {
  return programOf({ if: condition, parameters }).explain({ resource, context: CONTEXT });
}

describe('one leaf is shown', () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      'a field',
      { field: 'type', equals: TYPE },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: 'type',
        path: 'type',
        expressionValue: TYPE,
        targetValue: TYPE,
        operator: 'Equals',
      },
    ],
    [
      'an alias, as the rule spells it',
      { field: `${TYPE.toLowerCase()}/TEXT`, LIKE: 'hell*' },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: `${TYPE.toLowerCase()}/TEXT`,
        path: 'properties.text',
        expressionValue: 'Hello',
        targetValue: 'hell*',
        operator: 'Like',
      },
    ],
    [
      'a list in full',
      { field: 'name', notIn: ['red', 'green'] },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: 'name',
        path: 'name',
        expressionValue: 'blue',
        targetValue: ['red', 'green'],
        operator: 'NotIn',
      },
    ],
    [
      'a number as a number',
      { field: 'name', notEquals: 3 },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: 'name',
        path: 'name',
        expressionValue: 'blue',
        targetValue: 3,
        operator: 'NotEquals',
      },
    ],
    [
      'exists with text',
      { field: 'tags.env', exists: true },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: 'tags.env',
        path: 'tags.env',
        expressionValue: 'prod',
        targetValue: 'True',
        operator: 'Exists',
      },
    ],
    [
      'exists with text in one spelling',
      { field: 'tags.env', exists: 'false' },
      {
        result: 'False',
        expressionKind: 'Field',
        expression: 'tags.env',
        path: 'tags.env',
        expressionValue: 'prod',
        targetValue: 'False',
        operator: 'Exists',
      },
    ],
    [
      'a missing property without a value',
      { field: "tags['a b']", exists: false },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: "tags['a b']",
        path: "tags['a b']",
        targetValue: 'False',
        operator: 'Exists',
      },
    ],
    [
      'an array field with all members',
      { field: `${TYPE}/list[*]`, in: ['a', 'b'] },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: `${TYPE}/list[*]`,
        path: 'properties.list[*]',
        expressionValue: ['a', 'b'],
        targetValue: ['a', 'b'],
        operator: 'In',
      },
    ],
    [
      'a field named by an expression',
      { field: "[concat('tags[', parameters('tag'), ']')]", equals: 'PROD' },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: 'tags[env]',
        path: 'tags.env',
        expressionValue: 'prod',
        targetValue: 'PROD',
        operator: 'Equals',
      },
    ],
    [
      'a target with its expressions evaluated',
      { field: 'name', equals: "[concat('bl', 'ue')]" },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: 'name',
        path: 'name',
        expressionValue: 'blue',
        targetValue: 'blue',
        operator: 'Equals',
      },
    ],
    [
      'a value by its text',
      { value: "[toUpper(field('name'))]", equals: 'BLUE' },
      {
        result: 'True',
        expressionKind: 'Value',
        expression: "[toUpper(field('name'))]",
        expressionValue: 'BLUE',
        targetValue: 'BLUE',
        operator: 'Equals',
      },
    ],
    [
      'a value that is no text',
      { value: [1, '[add(1, 1)]'], equals: [1, 2] },
      {
        result: 'True',
        expressionKind: 'Value',
        expression: '[1,"[add(1, 1)]"]',
        expressionValue: [1, 2],
        targetValue: [1, 2],
        operator: 'Equals',
      },
    ],
    [
      'a count by its alias',
      { count: { field: `${TYPE}/list[*]` }, greater: 1 },
      {
        result: 'True',
        expressionKind: 'Count',
        expression: `${TYPE}/list[*]`,
        expressionValue: 2,
        targetValue: 1,
        operator: 'Greater',
      },
    ],
    [
      'a count by its value',
      { count: { value: "[parameters('names')]" }, equals: 3 },
      {
        result: 'True',
        expressionKind: 'Count',
        expression: "[parameters('names')]",
        expressionValue: 3,
        targetValue: 3,
        operator: 'Equals',
      },
    ],
    [
      'a location as the resource and the rule spell it, in one form',
      { field: 'location', equals: 'eastus' },
      {
        result: 'True',
        expressionKind: 'Field',
        expression: 'location',
        path: 'location',
        expressionValue: 'East US',
        targetValue: 'eastus',
        operator: 'Equals',
      },
    ],
  ])('%s', (_, condition, expected) => {
    const { evaluatedExpressions } = explain(condition, THING, { tag: 'env', names: ['x', 'y', 'z'] });
    expect(evaluatedExpressions).toEqual([expected]);
  });
});

describe('the leaves that support the verdict', () => {
  const yes = (name: string) => ({ value: name, equals: name });
  const no = (name: string) => ({ value: name, equals: 'other' });
  test.each<[string, JsonObject, readonly string[]]>([
    ['all of an allOf that holds', { allOf: [yes('a'), yes('b')] }, ['a True', 'b True']],
    ['the one that made an allOf fail', { allOf: [yes('a'), no('b'), yes('c')] }, ['b False']],
    ['the one that made an anyOf hold', { anyOf: [no('a'), yes('b'), yes('c')] }, ['b True']],
    ['all of an anyOf that fails', { anyOf: [no('a'), no('b')] }, ['a False', 'b False']],
    ['a leaf under not with its own result', { not: no('a') }, ['a False']],
    ['under two nots too', { not: { not: yes('a') } }, ['a True']],
    [
      'no false branch of an anyOf, however deep',
      { allOf: [yes('a'), { anyOf: [{ allOf: [yes('b'), no('c')] }, { not: no('d') }] }] },
      ['a True', 'd False'],
    ],
    ['what made the inside of a not fail', { not: { allOf: [yes('a'), no('b')] } }, ['b False']],
    ['none of a rule without conditions', { allOf: [] }, []],
  ])('are %s', (_, condition, expected) => {
    const found = explain(condition).evaluatedExpressions.map(leaf => `${leaf.expression} ${leaf.result}`);
    expect(found).toEqual(expected);
  });
});

test('the tree holds what was evaluated, with pointers, and members of counts that satisfied where', () => {
  const access = `${TYPE}/rules[*].access`;
  const trace = explain({
    anyOf: [
      { field: 'name', equals: 'red' },
      { not: { count: { field: `${TYPE}/rules[*]`, where: { field: access, equals: 'allow' } }, equals: 0 } },
      { field: 'name', equals: 'never evaluated' },
    ],
  });
  expect(trace.outcome).toEqual({ kind: 'matched' });
  expect(trace.root).toMatchObject({
    kind: 'anyOf',
    pointer: '/policyRule/if',
    result: true,
    children: [
      { kind: 'condition', pointer: '/policyRule/if/anyOf/0', result: false },
      {
        kind: 'not',
        pointer: '/policyRule/if/anyOf/1',
        result: true,
        children: [
          {
            kind: 'condition',
            expressionValue: 1,
            result: false,
            members: [
              {
                kind: 'condition',
                pointer: '/policyRule/if/anyOf/1/not/count/where',
                result: true,
                expressionValue: 'Allow',
              },
            ],
          },
        ],
      },
    ],
  });
  expect(trace.root?.kind === 'anyOf' && trace.root.children).toHaveLength(2);
});

test.each<[string, JsonObject, readonly string[] | undefined]>([
  [
    'after what decides an anyOf',
    {
      anyOf: [
        { field: 'name', equals: 'blue' },
        { field: 'kind', equals: 'x' },
        { not: { value: 1, equals: 1 } },
      ],
    },
    ['/policyRule/if/anyOf/1', '/policyRule/if/anyOf/2'],
  ],
  [
    'after what decides an allOf',
    { allOf: [{ field: 'name', equals: 'blue' }, { field: 'name', equals: 'red' }, { allOf: [] }] },
    ['/policyRule/if/allOf/2'],
  ],
  ['nowhere, where the last one decides', { allOf: [{ field: 'name', equals: 'red' }] }, undefined],
  ['nowhere, where none decides', { anyOf: [{ field: 'name', equals: 'red' }] }, undefined],
])('the tree says what was skipped: %s', (_, condition, skipped) => {
  const { root } = explain(condition);
  expect(root?.kind === 'condition' ? 'no group' : root?.skipped).toEqual(skipped);
});

test('a rule that fails explains nothing but the failure', () => {
  expect(explain({ value: '[resourceGroup().nothing]', equals: 1 })).toEqual({
    outcome: {
      kind: 'error',
      code: 'expression/missing-property',
      message: expect.any(String),
      pointer: '/policyRule/if',
    },
    evaluatedExpressions: [],
  });
});

test.each<[JsonObject]>([
  [{ field: 'name', like: 'b*' }],
  [{ not: { field: `${TYPE}/list[*]`, notEquals: 'b' } }],
  [
    {
      count: { field: `${TYPE}/rules[*]`, where: { field: `${TYPE}/rules[*].access`, equals: 'x' } },
      greater: 0,
    },
  ],
  [{ value: "[int('x')]", equals: 1 }],
])('explaining comes to the outcome of evaluating: %j', condition => {
  const program = programOf({ if: condition });
  const input = { resource: THING, context: CONTEXT };
  expect(program.explain(input).outcome).toEqual(program.evaluate(input));
});
