import { describe, expect, test } from 'vitest';
import { evaluate, GROUP, SUBSCRIPTION } from '../testing/deploy.ts';
import { functionShape } from './find-function.ts';
import { TEMPLATE_FUNCTIONS } from './index.ts';

const MANAGEMENT_GROUP = '/providers/Microsoft.Management/managementGroups/m1';

describe('ids', () => {
  test.each([
    ["[resourceId('Microsoft.A/b', 'x')]", `${GROUP}/providers/Microsoft.A/b/x`],
    ["[resourceId('Microsoft.A/b/c', 'x', 'y')]", `${GROUP}/providers/Microsoft.A/b/x/c/y`],
    [
      "[resourceId('g2', 'Microsoft.A/b', 'x')]",
      '/subscriptions/s1/resourceGroups/g2/providers/Microsoft.A/b/x',
    ],
    [
      "[resourceId('s2', 'g2', 'Microsoft.A/b', 'x')]",
      '/subscriptions/s2/resourceGroups/g2/providers/Microsoft.A/b/x',
    ],
    [
      "[resourceId('Microsoft.A/b/providers/locks', 'x', 'Microsoft.Authorization', 'y')]",
      `${GROUP}/providers/Microsoft.A/b/x/providers/Microsoft.Authorization/locks/y`,
    ],
    ["[resourceId('Microsoft.A/b/', 'x')]", `${GROUP}/providers/Microsoft.A/b/x`],
    ["[RESOURCEID('Microsoft.A/b', 'x')]", `${GROUP}/providers/Microsoft.A/b/x`],
    ["[subscriptionResourceId('Microsoft.A/b', 'x')]", '/subscriptions/s1/providers/Microsoft.A/b/x'],
    ["[subscriptionResourceId('s2', 'Microsoft.A/b', 'x')]", '/subscriptions/s2/providers/Microsoft.A/b/x'],
    [
      "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'x')]",
      '/subscriptions/s1/resourceGroups/x',
    ],
    ["[tenantResourceId('Microsoft.A/b', 'x')]", '/providers/Microsoft.A/b/x'],
    [
      "[managementGroupResourceId('m2', 'Microsoft.A/b', 'x')]",
      '/providers/Microsoft.Management/managementGroups/m2/providers/Microsoft.A/b/x',
    ],
    [
      "[extensionResourceId(resourceId('Microsoft.A/b', 'x'), 'Microsoft.Authorization/locks', 'y')]",
      `${GROUP}/providers/Microsoft.A/b/x/providers/Microsoft.Authorization/locks/y`,
    ],
  ])('%s is %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  test.each([
    ["[resourceId('Microsoft.A/b', 'x', 'y')]", /the type 'Microsoft.A\/b' requires '1' resource name/],
    ["[resourceId('Microsoft.A/b', '')]", /none of them empty/],
    ["[resourceId('b', 'x')]", /expected a resource type/],
    ["[resourceId('Microsoft.A/b', null())]", /argument 2 must be a text; found null/],
    ["[resourceId('Microsoft.A/b')]", /takes 2 or more argument\(s\); found 1/],
    ["[tenantResourceId('x', 'Microsoft.A/b')]", /expected a resource type/],
    ["[managementGroupResourceId('Microsoft.A/b', 'x')]", /Outside of a management group/],
    ["[extensionResourceId('x', 'Microsoft.A', 'y')]", /requires '1' resource name/],
  ])('%s is refused: %s', (text, message) => {
    expect(evaluate(text)).toMatch(message);
  });

  test.each([
    [SUBSCRIPTION, "[resourceId('Microsoft.A/b', 'x')]", '/subscriptions/s1/providers/Microsoft.A/b/x'],
    [SUBSCRIPTION, "[resourceId('s2', 'Microsoft.A/b', 'x')]", '/subscriptions/s2/providers/Microsoft.A/b/x'],
    [MANAGEMENT_GROUP, "[resourceId('Microsoft.A/b', 'x')]", '/providers/Microsoft.A/b/x'],
    [
      MANAGEMENT_GROUP,
      "[managementGroupResourceId('Microsoft.A/b', 'x')]",
      `${MANAGEMENT_GROUP}/providers/Microsoft.A/b/x`,
    ],
    ['/', "[resourceId('Microsoft.A/b', 'x')]", '/providers/Microsoft.A/b/x'],
  ])('at %s %s is %s', (scopeId, text, expected) => {
    expect(evaluate(text, scopeId)).toBe(expected);
  });
});

describe('what the deployment was given', () => {
  test.each([
    [GROUP, '[resourceGroup().location]', 'westeurope'],
    [GROUP, "[resourceGroup().tags['none']]", null],
    [GROUP, '[subscription().subscriptionId]', 's1'],
    [SUBSCRIPTION, '[subscription().id]', '/subscriptions/s1'],
    [MANAGEMENT_GROUP, '[managementGroup().name]', 'm1'],
    ['/', '[tenant().tenantId]', 't1'],
    [GROUP, '[deployment().name]', 'd1'],
    [GROUP, '[deployment().properties.template.contentVersion]', '1.0.0.0'],
    [GROUP, '[deployer().objectId]', 'o1'],
    [GROUP, '[environment().name]', 'AzureCloud'],
    [GROUP, "[providers('Microsoft.A', 'b').resourceType]", 'b'],
    [GROUP, "[pickZones('Microsoft.A', 'zoned', 'westeurope')]", ['1']],
    [GROUP, "[pickZones('Microsoft.A', 'zoned', 'westeurope', 2, 1)]", ['2', '3']],
    [GROUP, "[pickZones('Microsoft.A', 'plain', 'westeurope', 3)]", []],
  ])('at %s %s is %j', (scopeId, text, expected) => {
    expect(evaluate(text, scopeId)).toEqual(expected);
  });

  test.each([
    [SUBSCRIPTION, '[resourceGroup().name]', /'resourceGroup' is not expected at this location/],
    ['/', '[subscription().id]', /'subscription' is not expected/],
    [GROUP, '[managementGroup().id]', /'managementGroup' is not expected/],
    ['/subscriptions/s1/resourceGroups/nowhere', '[resourceGroup().name]', /There is no resource group/],
    ['/subscriptions/s9', '[subscription().id]', /There is no subscription 's9'/],
    [GROUP, "[providers('Microsoft.Z')]", /There is no provider 'Microsoft.Z'/],
    [GROUP, "[pickZones('Microsoft.A', 'zoned', 'westeurope', 4)]", /must be from 1 to 3/],
    [GROUP, "[pickZones('Microsoft.A', 'zoned', 'westeurope', 3, 1)]", /must be at most 2/],
    [GROUP, '[resourceGroup(1)]', /takes 0 argument\(s\); found 1/],
    [GROUP, '[newGuid()]', /'newGuid' is not expected at this location/],
    [GROUP, '[utcNow()]', /'utcNow' is not expected at this location/],
    [GROUP, '[copyIndex()]', /it needs a resource with 'copy'|without a name it needs/],
    [GROUP, "[copyIndex('nobody')]", /no loop 'nobody' is here/],
    [GROUP, "[variables('nobody')]", /The template variable 'nobody' is not found/],
    [GROUP, "[parameters('nobody')]", /The template parameter 'nobody' is not found/],
    [GROUP, "[fail('because')]", /^problem: because$/],
  ])('at %s %s is refused: %s', (scopeId, text, message) => {
    expect(evaluate(text, scopeId)).toMatch(message);
  });
});

describe('functions of rules', () => {
  test.each([
    ["[toUpper('a')]", 'A'],
    ["[contains(createArray('a'), 'a')]", true],
    ["[if(true(), 'a', fail('not taken'))]", 'a'],
    ["[coalesce(null(), 'a')]", 'a'],
    ['plain', 'plain'],
    ['[[not an expression]', '[not an expression]'],
    ['[', '['],
    ['', ''],
  ])('%s is %j', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    'field',
    'current',
    'policy',
    'requestContext',
    'claims',
    'addDays',
    'ipRangeContains',
    'nothing',
  ])('%s is not one of templates', name => {
    expect(evaluate(`[${name}()]`)).toBe(`problem: The template function '${name}' is not valid.`);
  });
});

describe('lambdas', () => {
  test.each([
    ["[map(range(0, 3), lambda('i', add(lambdaVariables('i'), 1)))]", [1, 2, 3]],
    [
      "[map(createArray('a', 'b'), lambda('v', 'i', concat(lambdaVariables('v'), string(lambdaVariables('i')))))]",
      ['a0', 'b1'],
    ],
    ["[map(json('[]'), lambda('i', fail('never')))]", []],
    ["[filter(range(0, 5), lambda('i', less(lambdaVariables('i'), 2)))]", [0, 1]],
    ["[reduce(range(1, 4), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))]", 10],
    ["[reduce(json('[]'), 'first', lambda('a', 'b', 'x'))]", 'first'],
    [
      "[sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))]",
      [1, 2, 3],
    ],
    [
      "[toObject(createArray('a', 'b'), lambda('e', lambdaVariables('e')), lambda('e', concat('v', lambdaVariables('e'))))]",
      { a: 'va', b: 'vb' },
    ],
    ["[toObject(createArray('a'), lambda('e', lambdaVariables('E')))]", { a: 'a' }],
    [
      "[groupBy(createArray('ab', 'cd', 'ae'), lambda('e', take(lambdaVariables('e'), 1)))]",
      { a: ['ab', 'ae'], c: ['cd'] },
    ],
    ["[mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1)))]", { a: 2 }],
    [
      "[map(range(0, 2), lambda('i', map(range(0, 2), lambda('j', add(lambdaVariables('i'), lambdaVariables('j'))))))]",
      [
        [0, 1],
        [1, 2],
      ],
    ],
    ["[map(range(0, 2), lambda('i', map(range(5, 1), lambda('i', lambdaVariables('i')))))]", [[5], [5]]],
  ])('%s is %j', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    ["[lambda('x', 1)]", /'lambda' is not expected at this location/],
    ["[concat(lambda('x', 1))]", /'lambda' is not expected at this location/],
    ["[map(range(0, 1), 'x')]", /map\(\) needs a lambda with 1 or 2 variable/],
    ["[map(range(0, 1), lambda('a', 'b', 'c', 1))]", /map\(\) needs a lambda with 1 or 2 variable/],
    ["[map('text', lambda('a', 1))]", /argument 1 must be an array/],
    ["[map(null(), lambda('a', 1))]", /argument 1 must be an array/],
    ['[map(range(0, 1), lambda(1, 1))]', /names of variables must be texts/],
    ["[filter(range(0, 1), lambda('a', 1))]", /must give true or false/],
    ["[sort(range(0, 2), lambda('a', 'b', 1))]", /must give true or false/],
    ["[toObject(range(0, 1), lambda('a', json('{}')))]", /must give a text as the key/],
    ["[mapValues(range(0, 1), lambda('a', 1))]", /argument 1 must be an object/],
    ["[lambdaVariables('x')]", /There is no lambda variable 'x' here/],
    ["[map(range(0, 1), lambda('a', lambdaVariables('b')))]", /There is no lambda variable 'b' here/],
  ])('%s is refused: %s', (text, message) => {
    expect(evaluate(text)).toMatch(message);
  });
});

describe('objects, dates and addresses', () => {
  test.each([
    ["[objectKeys(createObject('b', 1, 'a', 2))]", ['a', 'b']],
    ["[objectKeys(json('{}'))]", []],
    [
      "[shallowMerge(createArray(createObject('a', 1), createObject('a', 2, 'b', null())))]",
      { a: 2, b: null },
    ],
    ["[dateTimeAdd('2020-04-07T14:53:14Z', 'P3Y')]", '2023-04-07T14:53:14Z'],
    ["[dateTimeAdd('2020-04-07T14:53:14Z', '-P9D')]", '2020-03-29T14:53:14Z'],
    ["[dateTimeAdd('2020-04-07T14:53:14Z', 'PT1H', 'yyyy-MM-dd HH')]", '2020-04-07 15'],
    ["[dateTimeAdd('2020-01-31', 'P1M')]", '2020-02-29T00:00:00Z'],
    ["[dateTimeAdd('2020-02-29', '-P1Y')]", '2019-02-28T00:00:00Z'],
    ['[dateTimeFromEpoch(1683040573)]', '2023-05-02T15:16:13Z'],
    ["[dateTimeToEpoch('2023-05-02T15:16:13Z')]", 1683040573],
    ["[dateTimeToEpoch('1969-12-31T23:59:59Z')]", -1],
    [
      "[parseCidr('10.144.0.0/20')]",
      {
        network: '10.144.0.0',
        netmask: '255.255.240.0',
        broadcast: '10.144.15.255',
        firstUsable: '10.144.0.1',
        lastUsable: '10.144.15.254',
        cidr: 20,
      },
    ],
    [
      "[parseCidr('fdad:3236:5555::/48')]",
      {
        network: 'fdad:3236:5555::',
        netmask: 'ffff:ffff:ffff::',
        firstUsable: 'fdad:3236:5555::',
        lastUsable: 'fdad:3236:5555:ffff:ffff:ffff:ffff:ffff',
        cidr: 48,
      },
    ],
    ["[cidrSubnet('10.144.0.0/20', 24, 0)]", '10.144.0.0/24'],
    ["[cidrSubnet('10.144.0.0/20', 24, 15)]", '10.144.15.0/24'],
    ["[cidrSubnet('fdad:3236:5555::/48', 52, 1)]", 'fdad:3236:5555:1000::/52'],
    ["[cidrHost('10.144.3.0/24', 0)]", '10.144.3.1'],
    ["[cidrHost('10.144.3.0/24', 253)]", '10.144.3.254'],
    ["[cidrHost('fdad:3236:5555::/48', 1)]", 'fdad:3236:5555::1'],
    ["[cidrHost('::/0', 0)]", '::'],
    ["[cidrHost('1:0:0:2:0:0:0:3/128', 0)]", '1:0:0:2::3'],
    ["[cidrHost('1:2:3:4:5:6:7:8/128', 0)]", '1:2:3:4:5:6:7:8'],
  ])('%s is %j', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    ["[objectKeys('a')]", /argument 1 must be an object/],
    ['[shallowMerge(createArray(1))]', /an array of objects/],
    ["[dateTimeAdd('today', 'P1D')]", /argument 1 must be an ISO 8601 date-time/],
    ["[dateTimeAdd('2020-01-01', 'P')]", /ISO 8601 duration/],
    ["[dateTimeAdd('2020-01-01', 'P1DT')]", /ISO 8601 duration/],
    ["[dateTimeAdd('2020-01-01', '1 day')]", /ISO 8601 duration/],
    ["[dateTimeAdd('2020-01-01', 'P99999Y')]", /within 1 to 9999/],
    ["[dateTimeAdd('2020-01-01', 'P999999999Y')]", /within 1 to 9999/],
    ["[dateTimeAdd('2020-01-01', 'P1D', '')]", /a date format/],
    ['[dateTimeFromEpoch(1e15)]', /within the years 1 to 9999/],
    ["[dateTimeFromEpoch('1')]", /must be a whole number/],
    ["[parseCidr('10.0.0.0')]", /a block of addresses/],
    ["[parseCidr('10.0.0.0-10.0.0.9')]", /a block of addresses/],
    ["[parseCidr('10.0.0.0/33')]", /a block of addresses/],
    ["[cidrSubnet('10.144.0.0/20', 19, 0)]", /must be from 20 to 32/],
    ["[cidrSubnet('10.144.0.0/20', 24, 16)]", /less than 2\^4/],
    ["[cidrHost('10.144.3.0/24', 254)]", /from 0 to 253/],
    ["[cidrHost('10.144.3.0/24', -1)]", /from 0 to 253/],
  ])('%s is refused: %s', (text, message) => {
    expect(evaluate(text)).toMatch(message);
  });
});

test('every function is found in any letter case, and takes at least as many arguments as it needs', () => {
  for (const { name, minArgs, maxArgs } of TEMPLATE_FUNCTIONS) {
    expect(functionShape(name.toUpperCase())?.name).toBe(name);
    expect(maxArgs).toBeGreaterThanOrEqual(minArgs);
  }
});

test('whatever it is called with, a function gives a value or fails in words', () => {
  const values = [
    'null()',
    "''",
    "'a'",
    '0',
    '-1',
    '1e300',
    'true()',
    "json('[]')",
    "json('{}')",
    "'a/b'",
    "lambda('x', 1)",
  ];
  for (const { name, minArgs, maxArgs } of TEMPLATE_FUNCTIONS) {
    for (const first of values) {
      for (const second of values) {
        const args = [first, second, first, second].slice(
          0,
          Math.min(4, Math.max(minArgs, Math.min(2, maxArgs))),
        );
        expect(evaluate(`[${name}(${args.join(', ')})]`)).toBeDefined();
      }
    }
  }
});
