import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../syntax/parse-definition.ts';
import { TYPE, VOCABULARY } from '../testing/judge.ts';
import type { JsonObject } from '../values/json.ts';
import { checkDefinition } from './check-definition.ts';

const IF = '/policyRule/if';

/** Where a condition is said to be never true. */
function neverTrue(condition: JsonObject): readonly string[] {
  const { definition } = parseDefinition({
    mode: 'All',
    parameters: { p: { type: 'String' } },
    policyRule: { if: condition, then: { effect: 'deny' } },
  });
  if (definition === undefined) throw new Error('malformed');
  return checkDefinition(definition, VOCABULARY)
    .filter(({ code }) => code === 'condition/never-true')
    .map(({ severity, pointer }) => `${severity} ${pointer}`);
}

const a = { field: 'type', equals: 'A.B/c' };
const list = `${TYPE}/list[*]`;

describe('warns of', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['constants that differ', { value: 1, equals: 2 }, [IF]],
    ['an empty list', { field: 'name', in: [] }, [IF]],
    ['a count below zero', { count: { field: list }, less: 0 }, [IF]],
    ['a count that is no whole number', { count: { field: list }, equals: 1.5 }, [IF]],
    ['more members than there are', { count: { value: [1, 2] }, greater: 2 }, [IF]],
    [
      'a count of what is never true: the cause and the count',
      { count: { field: list, where: { value: 1, equals: 2 } }, greater: 0 },
      [`warning ${IF}/count/where`, `warning ${IF}`],
    ],
    ['two types at once', { allOf: [a, { field: 'Type', equals: 'A.B/d' }] }, [`${IF}/allOf/1`]],
    ['a value and its opposite', { allOf: [a, { field: 'type', notEquals: 'a.b/C' }] }, [`${IF}/allOf/1`]],
    ['a value and the not of it', { allOf: [a, { not: a }] }, [`${IF}/allOf/1`]],
    [
      'lists without a common member',
      {
        allOf: [
          { field: 'kind', in: ['x', 'y'] },
          { field: 'kind', in: ['z'] },
        ],
      },
      [`${IF}/allOf/1`],
    ],
    [
      'a value outside a pattern',
      {
        allOf: [
          { field: 'name', like: 'prod-*' },
          { field: 'name', equals: 'dev-1' },
        ],
      },
      [`${IF}/allOf/1`],
    ],
    [
      'there and not there',
      {
        allOf: [
          { field: 'kind', exists: true },
          { field: 'kind', exists: 'false' },
        ],
      },
      [`${IF}/allOf/1`],
    ],
    [
      'a value of what is not there',
      {
        allOf: [
          { field: 'kind', exists: false },
          { field: 'kind', equals: 'x' },
        ],
      },
      [`${IF}/allOf/1`],
    ],
    [
      'less than the least',
      {
        allOf: [
          { field: `${TYPE}/text`, greater: 10 },
          { field: `${TYPE}/text`, less: 5 },
        ],
      },
      [`${IF}/allOf/1`],
    ],
    [
      'a number outside a range',
      {
        allOf: [
          { field: `${TYPE}/text`, equals: 5 },
          { field: `${TYPE}/text`, greaterOrEquals: 6 },
        ],
      },
      [`${IF}/allOf/1`],
    ],
    [
      'any of types, and another one',
      { allOf: [{ anyOf: [a, { field: 'type', equals: 'A.B/e' }] }, { field: 'type', equals: 'A.B/d' }] },
      [`${IF}/allOf/1`],
    ],
    [
      'groups inside a group',
      { allOf: [{ allOf: [a] }, { allOf: [{ field: 'type', like: 'x/*' }] }] },
      [`${IF}/allOf/1/allOf/0`],
    ],
    ['one alternative', { anyOf: [a, { allOf: [a, { not: a }] }] }, [`${IF}/anyOf/1/allOf/1`]],
  ])('%s', (_, condition, places) => {
    expect(neverTrue(condition)).toEqual(
      places.map(place => (place.startsWith('/') ? `warning ${place}` : place)),
    );
  });
});

describe('says nothing of', () => {
  test.each<[string, JsonObject]>([
    ['constants that agree', { value: 'x', equals: 'X' }],
    ['a value that a parameter gives', { allOf: [a, { field: 'type', equals: "[parameters('p')]" }] }],
    ['alternatives', { anyOf: [a, { field: 'type', equals: 'A.B/d' }] }],
    ['another field', { allOf: [a, { field: 'name', equals: 'A.B/d' }] }],
    ['a value in another letter case', { allOf: [a, { field: 'type', in: ['a.B/C'] }] }],
    [
      'one place, spelt twice',
      {
        allOf: [
          { field: 'location', equals: 'East US' },
          { field: 'location', in: ['eastus'] },
        ],
      },
    ],
    [
      'what may be missing, and is',
      {
        allOf: [
          { field: 'kind', exists: false },
          { field: 'kind', equals: '' },
        ],
      },
    ],
    [
      'patterns that need letter case',
      {
        allOf: [
          { field: 'name', equals: 'ab' },
          { field: 'name', match: 'AB' },
        ],
      },
    ],
    [
      'all members of arrays: there may be none',
      {
        allOf: [
          { field: list, equals: 'x' },
          { field: list, equals: 'y' },
        ],
      },
    ],
    [
      'a number and its text',
      {
        allOf: [
          { field: `${TYPE}/text`, equals: 5 },
          { field: `${TYPE}/text`, equals: '5' },
        ],
      },
    ],
    [
      'a range',
      {
        allOf: [
          { field: `${TYPE}/text`, greater: 5 },
          { field: `${TYPE}/text`, less: 6 },
        ],
      },
    ],
    [
      'a truth and its text',
      {
        allOf: [
          { field: `${TYPE}/text`, equals: true },
          { field: `${TYPE}/text`, in: ['True'] },
        ],
      },
    ],
    ['no member', { count: { field: list }, equals: 0 }],
    ['as many members as there are', { count: { value: [1, 2] }, greaterOrEquals: '2' }],
    ['the opposite of what is never true', { not: { allOf: [] } }],
  ])('%s', (_, condition) => {
    expect(neverTrue(condition)).toEqual([]);
  });
});

test('says beside what', () => {
  const { definition } = parseDefinition({
    mode: 'All',
    policyRule: {
      if: { allOf: [a, { not: { field: 'type', like: 'X*' } }, { not: a }] },
      then: { effect: 'deny' },
    },
  });
  const [warning] = definition === undefined ? [] : checkDefinition(definition, VOCABULARY);
  expect(warning?.message).toBe(
    `This condition can never be true beside equals "A.B/c" and not like "X*": no value of 'type' satisfies all of them.`,
  );
});
