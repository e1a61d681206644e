import { describe, expect, test } from 'vitest';
import { CONTEXT, programOf, TYPE } from '../testing/judge.ts';
import type { JsonObject } from '../values/json.ts';

const OTHER = 'Other.Provider/things';
const isType = { field: 'type', equals: TYPE };
const isName = { field: 'name', like: 'prod-*' };
const isKind = { field: 'kind', equals: 'fancy' };
const isText = { field: `${TYPE}/text`, equals: 'bad' };
const isLocation = { field: 'location', equals: 'x' };
const isValue = { value: "[field('type')]", equals: TYPE };
const count = { count: { field: `${TYPE}/list[*]`, where: isName }, greater: 0 };

function applies(condition: JsonObject, resource: JsonObject, mode = 'All', effect = 'deny'): boolean {
  return programOf({ if: condition, mode, effect }).applies({ resource, context: CONTEXT });
}

describe('in the modes All and Indexed', () => {
  test.each<[string, JsonObject, JsonObject, boolean]>([
    ['type decides, the property does not', { allOf: [isType, isText] }, { type: TYPE }, true],
    ['type decides', { allOf: [isType, isText] }, { type: OTHER }, false],
    ['without a type everything counts', isText, { type: OTHER }, true],
    ['only kind: everything', isKind, { type: OTHER, kind: 'plain' }, true],
    ['only name: everything', isName, { type: OTHER, name: 'test' }, true],
    ['kind and name: everything', { allOf: [isKind, isName] }, { type: OTHER }, true],
    ['type and kind: type', { allOf: [isType, isKind] }, { type: TYPE, kind: 'plain' }, true],
    ['type and kind: type', { allOf: [isType, isKind] }, { type: OTHER, kind: 'fancy' }, false],
    ['type and name: type', { allOf: [isType, isName] }, { type: TYPE, name: 'test' }, true],
    [
      'type, kind and others: type and kind',
      { allOf: [isType, isKind, isText] },
      { type: TYPE, kind: 'plain' },
      false,
    ],
    [
      'type, kind and others: type and kind',
      { allOf: [isType, isKind, isText] },
      { type: TYPE, kind: 'Fancy' },
      true,
    ],
    [
      'type, name and others: type and name',
      { allOf: [isType, isName, isText] },
      { type: TYPE, name: 'test' },
      false,
    ],
    [
      'type, name and others: type and name',
      { allOf: [isType, isName, isText] },
      { type: TYPE, name: 'prod-1' },
      true,
    ],
    ['a value is another condition, also of the type', isValue, { type: OTHER }, true],
    ['a count is another condition', { allOf: [isType, count] }, { type: TYPE }, true],
    ['other conditions are true', { anyOf: [isType, isText] }, { type: OTHER }, true],
    ['other conditions are false under not', { not: { anyOf: [isType, isText] } }, { type: TYPE }, false],
    ['other conditions are false under not', { not: { anyOf: [isType, isText] } }, { type: OTHER }, true],
    ['and true under two of them', { not: { not: { allOf: [isType, isText] } } }, { type: TYPE }, true],
    ['a negated type keeps its meaning', { allOf: [{ not: isType }, isText] }, { type: TYPE }, false],
    [
      'an unknown alias makes it apply to nothing',
      { allOf: [isType, { field: `${TYPE}/gone`, equals: 1 }] },
      { type: TYPE },
      false,
    ],
    [
      'an unknown alias in an expression does too',
      { allOf: [isType, { value: `[field('${TYPE}/gone')]`, equals: 1 }] },
      { type: TYPE },
      false,
    ],
    [
      'a location condition never applies to a subscription',
      { anyOf: [isLocation, isName] },
      { type: 'microsoft.resources/subscriptions' },
      false,
    ],
    [
      'a location condition applies to a resource group',
      { anyOf: [isLocation, isName] },
      { type: 'Microsoft.Resources/resourceGroups' },
      true,
    ],
  ])('%s: %j', (_, condition, resource, expected) => {
    expect(applies(condition, resource)).toBe(expected);
    expect(applies(condition, resource, 'Indexed')).toBe(expected);
  });
});

describe('elsewhere', () => {
  const all = { allOf: [isType, isName, isText] };
  test.each<[string, string, JsonObject, boolean]>([
    ['Test.Provider.Data', 'deny', { type: TYPE, name: 'test' }, true],
    ['Test.Provider.Data', 'deny', { type: OTHER, name: 'prod-1' }, false],
    ['Microsoft.Network.Data', 'addToNetworkGroup', { type: TYPE, name: 'test' }, false],
    ['Microsoft.Network.Data', 'addToNetworkGroup', { type: TYPE, name: 'prod-1' }, true],
    [
      'Microsoft.Kubernetes.Data',
      'deny',
      { type: TYPE, name: 'prod-1', properties: { text: 'good' } },
      false,
    ],
    ['Microsoft.Kubernetes.Data', 'deny', { type: TYPE, name: 'prod-1', properties: { text: 'bad' } }, true],
    ['All', 'auditIfNotExists', { type: TYPE, name: 'prod-1', properties: { text: 'good' } }, false],
    ['All', 'DeployIfNotExists', { type: TYPE, name: 'prod-1', properties: { text: 'bad' } }, true],
  ])('%s with %s: %j', (mode, effect, resource, expected) => {
    expect(applies(all, resource, mode, effect)).toBe(expected);
  });
});

test('a reduced condition that fails applies, so that the failure is seen', () => {
  expect(applies({ field: 'type', equals: '[resourceGroup().nothing]' }, { type: TYPE })).toBe(true);
});
