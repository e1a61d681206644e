import type { JsonObject, JsonValue } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import type { PlannedResource } from '../index.ts';
import { deploy, GROUP, messageOf, planOf, SUBSCRIPTION, template } from '../testing/deploy.ts';

const MANAGEMENT_GROUP = '/providers/Microsoft.Management/managementGroups/m1';
const A = { type: 'Microsoft.A/a', apiVersion: '1', name: 'a' };
const B = { type: 'Microsoft.A/b', apiVersion: '1', name: 'b' };
const C = { type: 'Microsoft.A/c', apiVersion: '1', name: 'c' };
const loop = (count: JsonValue, more: JsonObject = {}): JsonObject => ({ name: 'loop', count, ...more });
const numbered = (more: JsonObject): JsonObject => ({ ...A, name: "[concat('a', copyIndex())]", ...more });
const nest = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '1',
  name: 'nest',
  properties: { mode: 'Incremental', ...properties },
  ...more,
});
const inner = (members: JsonObject, parameters: JsonObject = {}): JsonObject => ({
  expressionEvaluationOptions: { scope: 'inner' },
  parameters,
  template: template(members),
});

function plan(members: JsonObject, scopeId = GROUP): readonly PlannedResource[] {
  const result = planOf(deploy(template(members), {}, scopeId));
  expect(result.problems).toEqual([]);
  return result.plan?.resources ?? [];
}

/** Names, in order, each with what it depends on. */
function order(members: JsonObject, scopeId = GROUP): readonly string[] {
  const resources = plan(members, scopeId);
  const nameOf = new Map(resources.map(({ id, name }) => [id, name]));
  return resources.map(({ name, dependsOn }) =>
    dependsOn.length === 0 ? name : `${name} after ${dependsOn.map(id => nameOf.get(id)).join(', ')}`,
  );
}

function refusals(members: JsonObject, scopeId = GROUP): readonly string[] {
  const result = planOf(deploy(template(members), {}, scopeId));
  expect(result.plan).toBeUndefined();
  return result.problems.map(({ message, pointer }) => `${pointer} ${messageOf(message)}`);
}

describe('loops over resources', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['none', numbered({ copy: loop(0) }), []],
    ['from 0', numbered({ copy: loop(2) }), ['a0', 'a1']],
    ['with an offset', { ...A, name: "[concat('a', copyIndex(1))]", copy: loop(2) }, ['a1', 'a2']],
    ['by name', { ...A, name: "[concat('a', copyIndex('LOOP'))]", copy: loop(2) }, ['a0', 'a1']],
    ['by name with an offset', { ...A, name: "[concat('a', copyIndex('loop', 5))]", copy: loop(1) }, ['a5']],
    ['a count that is an expression', numbered({ copy: loop('[length(createArray(1, 2))]') }), ['a0', 'a1']],
    [
      'one after the other',
      numbered({ copy: loop(3, { mode: 'serial' }) }),
      ['a0', 'a1 after a0', 'a2 after a1'],
    ],
    [
      'in batches',
      numbered({ copy: loop(5, { mode: 'Serial', batchSize: 2 }) }),
      ['a0', 'a1', 'a2 after a0, a1', 'a3 after a0, a1', 'a4 after a2, a3'],
    ],
    ['a batchSize without serial', numbered({ copy: loop(2, { batchSize: 1 }) }), ['a0', 'a1']],
    ['conditions by turn', numbered({ copy: loop(3), condition: '[equals(copyIndex(), 1)]' }), ['a1']],
    [
      'children in each turn',
      numbered({
        copy: loop(2),
        resources: [{ type: 'x', apiVersion: '1', name: "[concat('x', copyIndex())]" }],
      }),
      ['a0', 'a0/x0 after a0', 'a1', 'a1/x1 after a1'],
    ],
  ])('%s', (_name, resource, expected) => {
    expect(order({ resources: [resource] })).toEqual(expected);
  });

  test.each<[JsonValue, string]>([
    [-1, 'must be a whole number from 0 to 800; found -1'],
    [801, 'must be a whole number from 0 to 800; found 801'],
    [1e12, 'found 1000000000000'],
    [1.5, 'found 1.5'],
    ['2', 'found "2"'],
    [null, 'found null'],
    ['[range(0, 3)]', 'found [0,1,2]'],
    ["[substring('a', 2)]", 'substring(): argument 2'],
  ])('a count of %j is refused before anything is made', (count, message) => {
    expect(refusals({ resources: [numbered({ copy: { name: 'l', count } })] })[0]).toContain(message);
  });

  test('all loops together make at most 800 resources', () => {
    const half = (name: string): JsonObject => ({
      ...A,
      name: `[concat('${name}', copyIndex())]`,
      copy: { name, count: 500 },
    });
    expect(refusals({ resources: [half('x'), half('y')] })[0]).toContain('limit exceeded. Limit: 800');
  });
});

describe('loops over values', () => {
  const body = (properties: JsonObject, more: JsonObject = {}): JsonValue | undefined =>
    plan({ resources: [{ ...A, properties }], ...more })[0]?.body['properties'];

  test.each<[string, JsonObject, JsonValue]>([
    ['a property', { copy: [{ name: 'x', count: 2, input: "[copyIndex('x')]" }] }, { x: [0, 1] }],
    ['beside others', { y: 1, copy: [{ name: 'x', count: 1, input: 'v' }] }, { y: 1, x: ['v'] }],
    [
      'two of them',
      {
        copy: [
          { name: 'x', count: 1, input: 1 },
          { name: 'y', count: 0, input: 1 },
        ],
      },
      { x: [1], y: [] },
    ],
    ['objects', { copy: [{ name: 'x', count: 1, input: { n: "[copyIndex('x', 1)]" } }] }, { x: [{ n: 1 }] }],
    ['deep inside', { o: [{ copy: [{ name: 'x', count: 1, input: 1 }] }] }, { o: [{ x: [1] }] }],
    [
      'one inside the other',
      {
        copy: [
          {
            name: 'x',
            count: 2,
            input: {
              copy: [{ name: 'y', count: 2, input: "[add(mul(copyIndex('x'), 10), copyIndex('y'))]" }],
            },
          },
        ],
      },
      { x: [{ y: [0, 1] }, { y: [10, 11] }] },
    ],
    ['a property that is called copy', { copy: { a: 1 } }, { copy: { a: 1 } }],
  ])('%s', (_name, properties, expected) => {
    expect(body(properties)).toEqual(expected);
  });

  test.each<[string, JsonObject, JsonValue]>([
    ['a variable', { copy: [{ name: 'v', count: 2, input: "[copyIndex('v')]" }] }, [0, 1]],
    [
      'inside a variable',
      { v: { copy: [{ name: 'x', count: 2, input: "[copyIndex('x')]" }] } },
      { x: [0, 1] },
    ],
    [
      'of a variable of variables',
      { n: 2, v: "[variables('w')]", copy: [{ name: 'w', count: "[variables('n')]", input: 'i' }] },
      ['i', 'i'],
    ],
  ])('%s', (_name, variables, expected) => {
    expect(body({ v: "[variables('V')]" }, { variables })).toEqual({ v: expected });
  });

  test.each<[JsonObject, string]>([
    [{ copy: [{ name: 'x', count: 801, input: 1 }] }, 'from 0 to 800; found 801'],
    [{ copy: [{ name: 'x', count: -1, input: 1 }] }, 'found -1'],
    [{ copy: [{ count: 1, input: 1 }] }, 'needs a name'],
    [{ copy: [1] }, 'must be an object with name, count and input'],
    [
      { copy: [{ name: 'x', count: 1, input: '[copyIndex()]' }] },
      "'copyIndex' is not expected at this location",
    ],
    [{ copy: [{ name: 'x', count: 1, input: "[copyIndex('y')]" }] }, "no loop 'y' is here"],
  ])('%j is refused: %s', (properties, message) => {
    expect(refusals({ resources: [{ ...A, properties }] })[0]).toContain(message);
  });

  test('without a name copyIndex means the loop over the resource', () => {
    const properties = {
      copy: [{ name: 'x', count: 2, input: "[concat(string(copyIndex()), '-', string(copyIndex('x')))]" }],
    };
    const resources = plan({ resources: [numbered({ copy: loop(2), properties })] });
    expect(resources[1]?.body).toEqual({ properties: { x: ['1-0', '1-1'] } });
  });
});

describe('order', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['as declared', { resources: [B, A] }, ['b', 'a']],
    ['by name', { resources: [{ ...A, dependsOn: ['B'] }, B] }, ['b', 'a after b']],
    [
      'by id',
      { resources: [{ ...A, dependsOn: ["[resourceId('Microsoft.A/b', 'b')]"] }, B] },
      ['b', 'a after b'],
    ],
    ['by type and name', { resources: [{ ...A, dependsOn: ['Microsoft.A/b/b'] }, B] }, ['b', 'a after b']],
    [
      'by loop',
      { resources: [{ ...B, dependsOn: ['loop'] }, numbered({ copy: loop(2) })] },
      ['a0', 'a1', 'b after a0, a1'],
    ],
    [
      'by an array',
      { resources: [{ ...A, dependsOn: ["[createArray('b', 'c')]"] }, B, C] },
      ['b', 'c', 'a after b, c'],
    ],
    [
      'by reference',
      { resources: [{ ...A, properties: { x: "[reference('b').y]" } }, B] },
      ['b', 'a after b'],
    ],
    [
      'by reference in a list',
      { resources: [{ ...A, properties: { x: "[concat(reference('b').y, listKeys('c', '1').z)]" } }, B, C] },
      ['b', 'c', 'a after b, c'],
    ],
    [
      'by reference to an id',
      { resources: [{ ...A, tags: { x: "[reference(resourceId('Microsoft.A/b', 'b')).y]" } }, B] },
      ['b', 'a after b'],
    ],
    [
      'by reference in a loop',
      {
        resources: [
          {
            ...A,
            properties: {
              copy: [{ name: 'x', count: 2, input: "[reference(concat('b', copyIndex('x'))).y]" }],
            },
          },
          { ...B, name: 'b0' },
          { ...B, name: 'b1' },
        ],
      },
      ['b0', 'b1', 'a after b0, b1'],
    ],
    [
      'not by what is not deployed',
      {
        resources: [
          { ...A, dependsOn: ['b'] },
          { ...B, condition: false },
        ],
      },
      ['a'],
    ],
    [
      'not by itself under a shared name',
      {
        resources: [
          { ...A, name: 'x', dependsOn: ['x'] },
          { ...B, name: 'x' },
        ],
      },
      ['x', 'x after x'],
    ],
    [
      'children after parents',
      { resources: [{ ...A, resources: [{ type: 'x', apiVersion: '1', name: 'x', dependsOn: ['b'] }] }, B] },
      ['a', 'b', 'a/x after b, a'],
    ],
    [
      'parents after children that they wait for',
      { resources: [{ ...A, dependsOn: ['x'], resources: [{ type: 'x', apiVersion: '1', name: 'x' }] }] },
      ['a/x', 'a after a/x'],
    ],
    [
      'by symbolic name',
      { languageVersion: '2.0', resources: { one: { ...A, dependsOn: ['two'] }, two: B } },
      ['b', 'a after b'],
    ],
    [
      'by symbolic name and turn',
      {
        languageVersion: '2.0',
        resources: { one: { ...B, dependsOn: ['many[1]'] }, many: numbered({ copy: loop(2) }) },
      },
      ['a1', 'b after a1', 'a0'],
    ],
  ])('%s', (_name, members, expected) => {
    expect(order(members)).toEqual(expected);
  });

  test.each<[string, JsonObject, string]>([
    [
      'what is not there',
      { resources: [{ ...A, dependsOn: ['z'] }] },
      "/resources/0/dependsOn/0 The resource 'z' is not defined in the template.",
    ],
    ['nothing', { resources: [{ ...A, dependsOn: [''] }] }, "The resource '' is not defined"],
    ['a number', { resources: [{ ...A, dependsOn: [1] }] }, "The resource '' is not defined"],
    [
      'itself',
      { resources: [{ ...A, dependsOn: ['a'] }] },
      `Circular dependency detected on resource: '${GROUP}/providers/Microsoft.A/a/a'`,
    ],
    [
      'each other',
      {
        resources: [
          { ...A, dependsOn: ['b'] },
          { ...B, dependsOn: ['a'] },
        ],
      },
      'Circular dependency detected',
    ],
    [
      'each other by reference',
      {
        resources: [
          { ...A, properties: { x: "[reference('b').y]" } },
          { ...B, properties: { x: "[reference('a').y]" } },
        ],
      },
      'Circular dependency detected',
    ],
    [
      'an expression that fails',
      { resources: [{ ...A, dependsOn: ["[substring('a', 2)]"] }] },
      'substring(): argument 2',
    ],
  ])('depending on %s is refused', (_name, members, message) => {
    expect(refusals(members)[0]).toContain(message);
  });

  test('a chain as long as a template may have', () => {
    const resources = Array.from({ length: 800 }, (_, index) => ({
      ...A,
      name: `a${index}`,
      dependsOn: index === 799 ? [] : [`a${index + 1}`],
    }));
    expect(plan({ resources }).map(({ name }) => name)).toEqual(resources.map(({ name }) => name).reverse());
  });
});

describe('names and places', () => {
  const idsOf = (members: JsonObject, scopeId = GROUP): readonly string[] =>
    plan(members, scopeId).map(({ id, type, scopeId: at }) => `${id} | ${type} | ${at}`);

  test.each<[string, string, JsonObject, string]>([
    ['in a group', GROUP, A, `${GROUP}/providers/Microsoft.A/a/a | Microsoft.A/a | ${GROUP}`],
    [
      'in a subscription',
      SUBSCRIPTION,
      A,
      `${SUBSCRIPTION}/providers/Microsoft.A/a/a | Microsoft.A/a | ${SUBSCRIPTION}`,
    ],
    [
      'in a management group',
      MANAGEMENT_GROUP,
      A,
      `${MANAGEMENT_GROUP}/providers/Microsoft.A/a/a | Microsoft.A/a | ${MANAGEMENT_GROUP}`,
    ],
    ['in the tenant', '/', A, '/providers/Microsoft.A/a/a | Microsoft.A/a | '],
    [
      'a resource group',
      SUBSCRIPTION,
      { ...A, type: 'Microsoft.Resources/resourceGroups', location: 'x' },
      `${SUBSCRIPTION}/resourceGroups/a | Microsoft.Resources/resourceGroups | ${SUBSCRIPTION}`,
    ],
    [
      'a child at the top',
      GROUP,
      { ...A, type: 'Microsoft.A/a/b', name: 'x/y' },
      `${GROUP}/providers/Microsoft.A/a/x/b/y | Microsoft.A/a/b | ${GROUP}`,
    ],
    [
      'a type that is an expression',
      GROUP,
      { ...A, type: "[concat('Microsoft.A/', 'z')]" },
      `${GROUP}/providers/Microsoft.A/z/a | Microsoft.A/z | ${GROUP}`,
    ],
    [
      'an extension by scope',
      GROUP,
      { ...A, scope: 'Microsoft.A/b/x' },
      `${GROUP}/providers/Microsoft.A/b/x/providers/Microsoft.A/a/a | Microsoft.A/a | ${GROUP}/providers/Microsoft.A/b/x`,
    ],
    [
      'an extension by id',
      GROUP,
      { ...A, scope: "[resourceId('g2', 'Microsoft.A/b', 'x')]" },
      '/subscriptions/s1/resourceGroups/g2/providers/Microsoft.A/b/x/providers/Microsoft.A/a/a | Microsoft.A/a | /subscriptions/s1/resourceGroups/g2/providers/Microsoft.A/b/x',
    ],
    [
      'an extension of old',
      GROUP,
      { ...A, type: 'Microsoft.A/b/providers/locks', name: 'x/Microsoft.Authorization/l' },
      `${GROUP}/providers/Microsoft.A/b/x/providers/Microsoft.Authorization/locks/l | Microsoft.Authorization/locks | ${GROUP}/providers/Microsoft.A/b/x`,
    ],
    [
      'in the tenant by scope',
      MANAGEMENT_GROUP,
      { ...A, scope: '/' },
      '/providers/Microsoft.A/a/a | Microsoft.A/a | ',
    ],
    [
      'in another management group',
      MANAGEMENT_GROUP,
      { ...A, scope: 'Microsoft.Management/managementGroups/m2' },
      '/providers/Microsoft.Management/managementGroups/m2/providers/Microsoft.A/a/a | Microsoft.A/a | /providers/Microsoft.Management/managementGroups/m2',
    ],
  ])('%s', (_name, scopeId, resource, expected) => {
    expect(idsOf({ resources: [resource] }, scopeId)).toEqual([expected]);
  });

  test('children are named after what they are in', () => {
    const resources = [
      {
        ...A,
        resources: [
          {
            type: 'b',
            apiVersion: '1',
            name: 'x',
            resources: [{ type: 'Microsoft.A/a/b/c', apiVersion: '1', name: 'a/x/y' }],
          },
        ],
      },
    ];
    expect(idsOf({ resources })).toEqual([
      `${GROUP}/providers/Microsoft.A/a/a | Microsoft.A/a | ${GROUP}`,
      `${GROUP}/providers/Microsoft.A/a/a/b/x | Microsoft.A/a/b | ${GROUP}`,
      `${GROUP}/providers/Microsoft.A/a/a/b/x/c/y | Microsoft.A/a/b/c | ${GROUP}`,
    ]);
  });

  test.each<[string, JsonObject, string]>([
    ['too many segments', { ...A, name: 'x/y' }, 'incorrect segment lengths'],
    ['too few segments', { ...A, type: 'Microsoft.A/a/b' }, 'incorrect segment lengths'],
    ['an empty segment', { ...A, type: 'Microsoft.A/a/b', name: 'x/' }, 'incorrect segment lengths'],
    ['a name that is null', { ...A, name: '[null()]' }, 'Expected a text; found null'],
    ['a name that is no text', { ...A, name: 7 }, 'Expected a text; found 7'],
    ['a condition that is no truth', { ...A, condition: 'yes' }, 'must be true or false; found "yes"'],
    ['a condition that is a number', { ...A, condition: 1 }, 'must be true or false; found 1'],
    ['a scope that is none', { ...A, scope: 'nowhere' }, "The scope 'nowhere' must be"],
  ])('%s is refused', (_name, resource, message) => {
    expect(refusals({ resources: [resource] })[0]).toContain(message);
  });

  test('what is left out need not say where it would have gone', () => {
    const elsewhere = nest(inner({}), { resourceGroup: '', subscriptionId: '' });
    expect(order({ resources: [{ ...elsewhere, condition: false }] })).toEqual([]);
    expect(refusals({ resources: [elsewhere] })[0]).toContain('Expected a text; found ""');
  });

  test('the same resource twice is refused, unless only one is deployed or it is only read', () => {
    expect(refusals({ resources: [A, { ...A, name: 'A' }] })[0]).toContain('defined multiple times');
    expect(order({ resources: [A, { ...A, condition: false }] })).toEqual(['a']);
    expect(order({ languageVersion: '2.0', resources: { one: A, two: { ...A, existing: true } } })).toEqual([
      'a',
      'a',
    ]);
  });
});

describe('what is sent', () => {
  test("everything but what is the template's own affair", () => {
    const sent = {
      location: 'x',
      tags: { a: 'b' },
      sku: { name: 's' },
      kind: 'k',
      identity: { type: 'None' },
      zones: ['1'],
      plan: { name: 'p' },
      managedBy: 'm',
      properties: { p: null },
    };
    const [resource] = plan({
      resources: [{ ...A, ...sent, comments: 'c', metadata: {}, condition: true, dependsOn: [], copy: null }],
    });
    expect(resource).toMatchObject({
      name: 'a',
      type: 'Microsoft.A/a',
      apiVersion: '1',
      needsRuntime: false,
      pointer: '/resources/0',
    });
    expect(resource?.body).toEqual(sent);
  });

  test.each<[JsonObject, JsonObject]>([
    [{ "[concat('a', 'b')]": 1 }, { ab: 1 }],
    [{ '[[a]': 1 }, { '[a]': 1 }],
    [{ x: '[json(\'{"a": 1}\')]' }, { x: { a: 1 } }],
    [{ x: "[if(true(), 'y', reference('nobody').z)]" }, { x: 'y' }],
    [{ x: ['[true()]', null, 1.5] }, { x: [true, null, 1.5] }],
  ])('%j is sent as %j', (properties, expected) => {
    expect(plan({ resources: [{ ...A, properties }] })[0]?.body['properties']).toEqual(expected);
  });

  test('the name of a member must be a text', () => {
    expect(refusals({ resources: [{ ...A, properties: { '[add(1, 2)]': 1 } }] })[0]).toContain(
      'must be a text',
    );
  });

  test('all that fails is told', () => {
    const properties = { a: "[substring('a', 2)]", b: { c: "[json('{')]" } };
    expect(refusals({ resources: [{ ...A, properties }] }).map(text => text.split(' ')[0])).toEqual([
      '/resources/0/properties/a',
      '/resources/0/properties/b/c',
    ]);
  });
});

describe('functions of the template', () => {
  const functions = [
    {
      namespace: 'contoso',
      members: {
        twice: {
          parameters: [{ name: 'n', type: 'int' }],
          output: { type: 'int', value: "[mul(parameters('N'), 2)]" },
        },
        four: { output: { type: 'int', value: '[contoso.twice(2)]' } },
        forever: { output: { type: 'int', value: '[contoso.forever()]' } },
      },
    },
  ];
  test.each<[string, JsonValue]>([
    ['[contoso.twice(3)]', 6],
    ['[Contoso.TWICE(3)]', 6],
    ['[contoso.four()]', 4],
  ])('%s is %j', (text, expected) => {
    expect(plan({ functions, resources: [{ ...A, properties: { x: text } }] })[0]?.body).toEqual({
      properties: { x: expected },
    });
  });

  test.each<[string, string]>([
    ["[contoso.twice('a')]", "contoso.twice(): argument 1: Expected a value of type 'Integer'"],
    ['[contoso.forever()]', 'Functions call one another deeper than'],
  ])('%s is refused: %s', (text, message) => {
    expect(refusals({ functions, resources: [{ ...A, properties: { x: text } }] })[0]).toContain(message);
  });
});

describe('nested deployments', () => {
  test('their resources come before them, after what they wait for', () => {
    const nested = nest(inner({ resources: [A, { ...B, dependsOn: ['a'] }] }), { dependsOn: ['c'] });
    expect(order({ resources: [nested, C, { ...A, name: 'last', dependsOn: ['nest'] }] })).toEqual([
      'c',
      'a after c',
      'b after a, c',
      'nest after c, a, b',
      'last after nest',
    ]);
  });

  test('inner expressions see their own parameters and place', () => {
    const nested = nest(
      inner(
        {
          parameters: { p: { type: 'string' } },
          variables: { v: 'inner' },
          resources: [
            {
              ...A,
              name: "[parameters('p')]",
              properties: { v: "[variables('v')]", at: '[resourceGroup().name]', in: '[deployment().name]' },
            },
          ],
        },
        { p: { value: "[variables('v')]" } },
      ),
      { resourceGroup: 'g2' },
    );
    const [resource, deployment] = plan({ variables: { v: 'outer' }, resources: [nested] });
    expect(resource).toMatchObject({
      id: '/subscriptions/s1/resourceGroups/g2/providers/Microsoft.A/a/outer',
      body: { properties: { v: 'inner', at: 'g2', in: 'nest' } },
      deploymentId: deployment?.id,
      pointer: '/resources/0/properties/template/resources/0',
    });
    expect(deployment).toMatchObject({
      id: '/subscriptions/s1/resourceGroups/g2/providers/Microsoft.Resources/deployments/nest',
      nested: { mode: 'Incremental' },
    });
  });

  test('outer expressions see those of the template around, and its loops', () => {
    const body = {
      ...A,
      name: "[concat(variables('v'), copyIndex())]",
      properties: { at: '[resourceGroup().name]', in: '[deployment().name]' },
    };
    const nested = nest(
      { template: template({ variables: { v: 'inner' }, resources: [body] }) },
      { name: "[concat('n', copyIndex())]", resourceGroup: 'g2', copy: loop(2) },
    );
    const resources = plan({ variables: { v: 'outer' }, resources: [nested] }).filter(
      ({ nested: is }) => is === undefined,
    );
    expect(resources.map(({ id, body: sent }) => [id, sent])).toEqual([
      [
        '/subscriptions/s1/resourceGroups/g2/providers/Microsoft.A/a/outer0',
        { properties: { at: 'g1', in: 'd1' } },
      ],
      [
        '/subscriptions/s1/resourceGroups/g2/providers/Microsoft.A/a/outer1',
        { properties: { at: 'g1', in: 'd1' } },
      ],
    ]);
  });

  test.each<[string, string, JsonObject, string]>([
    ['another group', GROUP, { resourceGroup: 'g2' }, '/subscriptions/s1/resourceGroups/g2'],
    [
      'a group of another subscription',
      GROUP,
      { subscriptionId: 's2', resourceGroup: 'g2' },
      '/subscriptions/s2/resourceGroups/g2',
    ],
    ['another subscription', SUBSCRIPTION, { subscriptionId: 's2', location: 'x' }, '/subscriptions/s2'],
    ['a group below', SUBSCRIPTION, { resourceGroup: 'g1' }, GROUP],
    ['the tenant', SUBSCRIPTION, { scope: '/', location: 'x' }, ''],
    [
      'a management group',
      '/',
      { scope: 'Microsoft.Management/managementGroups/m1', location: 'x' },
      MANAGEMENT_GROUP,
    ],
    [
      'a subscription by scope',
      MANAGEMENT_GROUP,
      { scope: '/subscriptions/s1', location: 'x' },
      '/subscriptions/s1',
    ],
  ])('go to %s', (_name, scopeId, more, expected) => {
    const resources = plan({ resources: [nest(inner({ resources: [A] }), more)] }, scopeId);
    expect(resources.map(({ scopeId: at }) => at)).toEqual([expected, expected]);
  });

  test('a group that the template creates is known inside', () => {
    const group = {
      type: 'Microsoft.Resources/resourceGroups',
      apiVersion: '1',
      name: 'new',
      location: 'northeurope',
    };
    const nested = nest(inner({ resources: [{ ...A, location: '[resourceGroup().location]' }] }), {
      resourceGroup: 'new',
      dependsOn: ['new'],
    });
    const resources = plan({ resources: [group, nested] }, SUBSCRIPTION);
    expect(resources.map(({ name }) => name)).toEqual(['new', 'a', 'nest']);
    expect(resources[1]?.body).toEqual({ location: 'northeurope' });
  });

  test.each<[string, string, JsonObject, string]>([
    [
      'a parameter that is missing',
      GROUP,
      nest(inner({ parameters: { p: { type: 'int' } } })),
      "'p' is not provided",
    ],
    [
      'a parameter that is unknown',
      GROUP,
      nest(inner({}, { p: { value: 1 } })),
      "'p' in the parameters file are not valid",
    ],
    [
      'a parameter of the wrong type',
      GROUP,
      nest(inner({ parameters: { p: { type: 'int' } } }, { p: { value: "[concat('a')]" } })),
      "Expected a value of type 'Integer'",
    ],
    ['no location', SUBSCRIPTION, nest(inner({})), 'The location property is required'],
    [
      'a group outside of subscriptions',
      '/',
      nest(inner({}), { resourceGroup: 'g' }),
      'needs a subscriptionId beside it',
    ],
    [
      'a scope that takes no deployments',
      GROUP,
      nest(inner({}), { scope: 'Microsoft.A/a/a' }),
      'is not a scope that a deployment can have',
    ],
    [
      'something wrong inside',
      GROUP,
      nest(inner({ resources: [{ ...A, name: 'x/y' }] })),
      'incorrect segment lengths',
    ],
  ])('%s is refused', (_name, scopeId, nested, message) => {
    expect(refusals({ resources: [nested] }, scopeId)[0]).toContain(message);
  });

  test('one that is not deployed is not looked into', () => {
    expect(
      order({ resources: [nest(inner({ parameters: { p: { type: 'int' } } }), { condition: false })] }),
    ).toEqual([]);
  });
});

test('a scope that nothing can be deployed to is refused', () => {
  expect(
    planOf(deploy(template({}), {}, `${GROUP}/providers/Microsoft.A/a/a`)).problems[0]?.message,
  ).toContain('cannot be deployed to');
});
