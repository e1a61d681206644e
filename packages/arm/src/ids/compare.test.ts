import { describe, expect, test } from 'vitest';
import { contains, sameId } from './compare.ts';
import {
  joinId,
  managementGroupIdOf,
  resourceGroupIdOf,
  resourceIdOf,
  subscriptionIdOf,
} from './format-id.ts';
import { parseResourceId } from './parse-resource-id.ts';
import { parseScopeId } from './parse-scope-id.ts';
import { scopeChain } from './scope-chain.ts';

const G = '/subscriptions/s/resourcegroups/rg';

describe('contains', () => {
  test.each([
    ['the tenant, all', '', '/subscriptions/s', true],
    ['itself', G, G, true],
    ['what is below', '/subscriptions/s', G, true],
    ['not what is above', G, '/subscriptions/s', false],
    ['not a longer name', '/subscriptions/s/resourcegroups/r', G, false],
    ['not a neighbour', '/subscriptions/t', G, false],
    ['not the tenant in a subscription', '/subscriptions/s', '', false],
  ])('%s', (_, scope, id, expected) => {
    expect(contains(scope, id)).toBe(expected);
  });

  test('compares keys of parsed ids, whatever their case', () => {
    const scope = parseScopeId('/subscriptions/S/resourceGroups/RG');
    const id = parseResourceId(`${G}/providers/A.B/t/n`);
    expect(scope !== undefined && id !== undefined && contains(scope, id)).toBe(true);
  });
});

describe('sameId', () => {
  test.each([
    ['/subscriptions/S', '//SUBSCRIPTIONS/s/', true],
    ['/subscriptions/S', '/subscriptions/T', false],
    ['not an id', 'not an id', false],
  ])('%s and %s', (left, right, expected) => {
    expect(sameId(left, right)).toBe(expected);
  });
});

describe('scopeChain goes from the nearest scope outwards', () => {
  test.each([
    ['', []],
    [
      '/providers/Microsoft.Management/managementGroups/G',
      ['/providers/microsoft.management/managementgroups/g'],
    ],
    ['/subscriptions/S', ['/subscriptions/s']],
    ['/subscriptions/S/resourceGroups/RG', [G, '/subscriptions/s']],
    ['/providers/A.B/t/n', ['/providers/a.b/t/n']],
    [
      `${G}/providers/A.B/t/n/u/m/providers/C.D/v/o`,
      [
        `${G}/providers/a.b/t/n/u/m/providers/c.d/v/o`,
        `${G}/providers/a.b/t/n/u/m`,
        `${G}/providers/a.b/t/n`,
        G,
        '/subscriptions/s',
      ],
    ],
  ])('%s', (id, chain) => {
    const scope = parseScopeId(id);
    expect(scope && scopeChain(scope)).toEqual(chain);
  });
});

describe('ids are put together', () => {
  test.each([
    [subscriptionIdOf('s'), '/subscriptions/s'],
    [resourceGroupIdOf('s', 'g'), '/subscriptions/s/resourceGroups/g'],
    [managementGroupIdOf('m'), '/providers/Microsoft.Management/managementGroups/m'],
    [resourceIdOf('', 'A.B/t', 'n'), '/providers/A.B/t/n'],
    [resourceIdOf('/subscriptions/s', 'A.B/t/u', 'n', 'm'), '/subscriptions/s/providers/A.B/t/n/u/m'],
    [joinId('/subscriptions/s/', 'x', 'y'), '/subscriptions/s/x/y'],
    [joinId('', 'x'), '/x'],
  ])('%s', (made, expected) => {
    expect(made).toBe(expected);
  });

  test('with as many names as types', () => {
    expect(() => resourceIdOf('', 'A.B/t/u', 'n')).toThrow(RangeError);
    expect(() => resourceIdOf('', 'A.B')).toThrow(RangeError);
  });
});
