import { describe, expect, test } from 'vitest';
import { judge, TYPE } from '../testing/judge.ts';

const LIST = `${TYPE}/list[*]`;
const ACCESS = `${TYPE}/rules[*].access`;
const PORTS = `${TYPE}/rules[*].ports[*]`;
const thing = (properties: object) => ({ type: TYPE, properties: { ...properties } });

describe('a condition over [*] holds when it holds for every member', () => {
  test.each([
    ['all do', { field: LIST, like: 'a*' }, { list: ['a1', 'a2'] }, 'matched'],
    ['one does not', { field: LIST, like: 'a*' }, { list: ['a1', 'b'] }, 'notMatched'],
    ['there are none', { field: LIST, equals: 'x' }, { list: [] }, 'matched'],
    ['there are none, and it asks for existence', { field: LIST, exists: true }, { list: [] }, 'matched'],
    ['there are none, and it asks for absence', { field: LIST, exists: false }, { list: [] }, 'matched'],
    ['the array is missing', { field: LIST, equals: 'x' }, {}, 'matched'],
    ['the array is null', { field: LIST, equals: 'x' }, { list: null }, 'matched'],
    ['it is no array', { field: LIST, equals: 'x' }, { list: 'text' }, 'matched'],
    [
      'a member lacks the property',
      { field: ACCESS, equals: 'Allow' },
      { rules: [{ properties: { access: 'Allow' } }, {}] },
      'notMatched',
    ],
    [
      'a member lacks the property, and that is asked',
      { field: ACCESS, exists: false },
      { rules: [{}, { properties: {} }] },
      'matched',
    ],
    ['a null member equals the empty text', { field: LIST, equals: '' }, { list: [null, ''] }, 'matched'],
    [
      'arrays in arrays are flattened',
      { field: PORTS, in: [1, 2, 3] },
      { rules: [{ properties: { ports: [1, 2] } }, { properties: { ports: [3] } }] },
      'matched',
    ],
    [
      'an inner one fails',
      { field: PORTS, in: [1, 2] },
      { rules: [{ properties: { ports: [1] } }, { properties: { ports: [3] } }] },
      'notMatched',
    ],
    [
      'an inner array is missing',
      { field: PORTS, equals: 1 },
      { rules: [{ properties: { ports: [1] } }, {}] },
      'matched',
    ],
  ])('%s', (_, condition, properties, expected) => {
    expect(judge(condition, thing(properties))).toBe(expected);
  });
});

test.each([
  ['none equals', { field: LIST, notEquals: '127.0.0.1' }, 'notMatched'],
  ['none equals', { field: LIST, notEquals: '10.0.4.1' }, 'matched'],
  ['at least one equals', { not: { field: LIST, notEquals: '127.0.0.1' } }, 'matched'],
  ['at least one equals', { not: { field: LIST, notEquals: '10.0.4.1' } }, 'notMatched'],
  ['not all equal', { not: { field: LIST, equals: '127.0.0.1' } }, 'matched'],
  ['not all equal', { not: { field: LIST, equals: '10.0.4.1' } }, 'matched'],
  ['all equal', { field: LIST, equals: '127.0.0.1' }, 'notMatched'],
])('%s: %j', (_, condition, expected) => {
  expect(judge(condition, thing({ list: ['127.0.0.1', '192.168.1.1'] }))).toBe(expected);
});

describe('field() of an alias with [*] gives an array', () => {
  const rules = [
    { properties: { access: 'v1', ports: [1, 2] } },
    { properties: { access: 'v2', ports: [3, 4] } },
  ];
  test.each([
    [`field('${LIST}')`, ['a', 'b', 'c']],
    [`field('${TYPE}/list')`, ['a', 'b', 'c']],
    [`field('${ACCESS}')`, ['v1', 'v2']],
    [`field('${PORTS}')`, [1, 2, 3, 4]],
  ])('%s is %j', (expression, array) => {
    expect(judge({ value: `[${expression}]`, equals: array }, thing({ list: ['a', 'b', 'c'], rules }))).toBe(
      'matched',
    );
  });

  test.each([LIST, ACCESS, PORTS])('field(%s) of a missing array is empty', alias => {
    expect(judge({ value: `[length(field('${alias}'))]`, equals: 0 }, thing({}))).toBe('matched');
  });
});

describe('field() of what is missing', () => {
  const missing = `field('${TYPE}/text')`;
  test.each([
    ['is the empty text for functions', { value: `[length(${missing})]`, equals: 0 }],
    ['is the empty text when joined', { value: `[concat('a', ${missing}, 'b')]`, equals: 'ab' }],
    ['is nothing for coalesce', { value: `[coalesce(${missing}, 'other')]`, equals: 'other' }],
    ['is absent as the left side of a condition', { value: `[${missing}]`, exists: false }],
    ['equals null', { value: `[equals(${missing}, json('null'))]`, equals: true }],
  ])('%s', (_, condition) => {
    expect(judge(condition, thing({}))).toBe('matched');
  });
});
