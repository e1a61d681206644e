import type { JsonObject, JsonValue } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { showValues, type TemplateRuntime, withRuntime } from '../index.ts';
import { deploy, GROUP, messageOf, planOf, template } from '../testing/deploy.ts';

const A = { type: 'Microsoft.A/a', apiVersion: '1', name: 'a' };
const B = { type: 'Microsoft.A/b', apiVersion: '2', name: 'b' };
const ID_B = `${GROUP}/providers/Microsoft.A/b/b`;
const NEST = { type: 'Microsoft.Resources/deployments', apiVersion: '3', name: 'nest' };
const inner = (members: JsonObject, parameters: JsonObject): JsonObject => ({
  mode: 'Incremental',
  expressionEvaluationOptions: { scope: 'inner' },
  parameters,
  template: template(members),
});

/** Answers with what it was asked; `b` is the only resource there. */
const RUNTIME: TemplateRuntime = {
  reference: (id, apiVersion, full) =>
    id.endsWith('/b') || id.endsWith('/b0') || id.endsWith('/b1')
      ? { of: id, at: apiVersion, full, size: 2 }
      : undefined,
  list: (id, apiVersion, action, input) =>
    action === 'listKeys' ? { of: id, at: apiVersion, action, input: input ?? null } : undefined,
};

function plan(members: JsonObject, given: JsonObject = {}) {
  const result = planOf(deploy(template(members), given));
  expect(result.problems).toEqual([]);
  if (result.plan === undefined) throw new Error('no plan');
  return result.plan;
}

function first(members: JsonObject) {
  const resource = plan(members).resources.find(({ name }) => name === 'a');
  if (resource === undefined) throw new Error('no resource a');
  return resource;
}

const withValue = (value: JsonValue, more: JsonObject = {}): JsonObject => ({
  resources: [{ ...A, properties: { value } }, B],
  ...more,
});

describe('what only the deployment can tell', () => {
  test.each<[string, JsonValue]>([
    ["[reference('b').of]", ID_B],
    ["[reference('b').at]", '2'],
    ["[reference('b', '9').at]", '9'],
    ["[reference('b').full]", false],
    ["[reference('b', '2', 'Full').full]", true],
    ["[reference('Microsoft.A/b/b').of]", ID_B],
    ["[reference(resourceId('Microsoft.A/b', 'b')).of]", ID_B],
    ["[reference(resourceId('Microsoft.A/b', 'B')).of]", ID_B],
    ["[reference('/elsewhere/b', '7').of]", '/elsewhere/b'],
    ["[listKeys('b', '4').at]", '4'],
    ["[listKeys('b', '4', createObject('x', 1)).input]", { x: 1 }],
    ["[concat(reference('b').at, reference('b').at)]", '22'],
  ])('%s is %j when it is deployed', (text, expected) => {
    const resource = first(withValue(text));
    expect(resource.needsRuntime).toBe(true);
    expect(resource.body).toEqual({ properties: { value: text } });
    expect(resource.resolve(RUNTIME)).toEqual({ body: { properties: { value: expected } } });
  });

  test.each<[string, string]>([
    ["[reference('z')]", "The resource 'z' is not defined in the template."],
    ["[reference('/elsewhere/z')]", 'needs an api-version'],
    ["[reference('b', '1', 'Some')]", "must be 'Full'"],
    ['[reference(1)]', 'argument 1 must be a text'],
    ["[listKeys('z', '1')]", "The resource 'z' is not defined"],
  ])('%s is refused before: %s', (text, message) => {
    expect(
      planOf(deploy(template(withValue(text))))
        .problems.map(each => messageOf(each.message))
        .join(),
    ).toContain(message);
  });

  test.each<[string, string, string]>([
    ["[reference('/elsewhere/z', '1')]", 'ResourceNotFound', "The Resource '/elsewhere/z' was not found."],
    ["[listSecrets('b', '1')]", 'ResourceNotFound', "or has no 'listSecrets'"],
    ["[reference('b').nothing]", 'InvalidTemplate', "There is no property 'nothing'"],
    ["[toUpper(reference('b'))]", 'InvalidTemplate', 'argument 1 must be a text; found an object'],
  ])('%s fails then: %s', (text, code, message) => {
    expect(first(withValue(text)).resolve(RUNTIME)).toEqual({
      problems: [
        { code, message: expect.stringContaining(message), pointer: '/resources/0/properties/value' },
      ],
    });
  });

  test('what needs nothing is known before, and stays', () => {
    const resource = first(withValue("[if(false(), reference('b').at, 'known')]"));
    expect(resource.needsRuntime).toBe(false);
    expect(resource.resolve({ reference: () => undefined, list: () => undefined })).toEqual({
      body: { properties: { value: 'known' } },
    });
  });

  test('symbolic names, loops and existing resources', () => {
    const members = {
      languageVersion: '2.0',
      resources: {
        one: {
          ...A,
          properties: {
            turn: "[reference('many[1]').of]",
            all: "[map(references('many'), lambda('x', lambdaVariables('x').of))]",
            there: "[reference('there', '1', 'full').of]",
          },
        },
        many: { ...B, name: "[concat('b', copyIndex())]", copy: { name: 'many', count: 2 } },
        there: { ...B, existing: true, resourceGroup: 'g2' },
      },
    };
    const there = '/subscriptions/s1/resourceGroups/g2/providers/Microsoft.A/b/b';
    const { resources } = plan(members);
    expect(resources.map(({ id, existing, symbolicName }) => [id, existing, symbolicName])).toEqual([
      [`${ID_B}1`, false, 'many'],
      [`${ID_B}0`, false, 'many'],
      [there, true, 'there'],
      [`${GROUP}/providers/Microsoft.A/a/a`, false, 'one'],
    ]);
    expect(resources.at(-1)?.resolve(RUNTIME)).toEqual({
      body: { properties: { turn: `${ID_B}1`, all: [`${ID_B}0`, `${ID_B}1`], there } },
    });
  });
});

describe('outputs', () => {
  const outputsOf = (outputs: JsonObject): JsonValue => {
    const result = plan({
      resources: [B],
      outputs,
      parameters: { p: { type: 'securestring', defaultValue: 's' } },
    }).outputs(RUNTIME);
    return 'values' in result
      ? showValues(result.values)
      : result.problems.map(({ code, message }) => `${code}: ${message}`).join();
  };

  test.each<[string, JsonObject, JsonObject]>([
    ['a value', { type: 'int', value: 1 }, { type: 'Int', value: 1 }],
    [
      'of what was deployed',
      { type: 'string', value: "[reference('b').at]" },
      { type: 'String', value: '2' },
    ],
    ['a secure one', { type: 'securestring', value: "[parameters('p')]" }, { type: 'SecureString' }],
    [
      'a loop',
      { type: 'array', copy: { count: 2, input: '[copyIndex(1)]' } },
      { type: 'Array', value: [1, 2] },
    ],
    ['a loop of none', { type: 'array', copy: { count: 0, input: 1 } }, { type: 'Array', value: [] }],
    ['under a condition', { type: 'int', condition: '[true()]', value: 1 }, { type: 'Int', value: 1 }],
    [
      'null where it is allowed',
      { type: 'int', nullable: true, value: '[null()]' },
      { type: 'Int', value: null },
    ],
  ])('%s', (_name, output, expected) => {
    expect(outputsOf({ o: output })).toEqual({ o: expected });
  });

  test('one whose condition does not hold is left out, and not evaluated', () => {
    expect(outputsOf({ o: { type: 'int', condition: false, value: "[substring('a', 2)]" } })).toEqual({});
  });

  test.each<[JsonObject, string]>([
    [{ type: 'int', value: "[reference('b').nothing]" }, 'DeploymentOutputEvaluationFailed'],
    [
      { type: 'int', value: "[reference('b').at]" },
      "Expected a value of type 'Integer', but received a value of type 'String'",
    ],
    [{ type: 'int', value: "[reference('/z', '1')]" }, 'ResourceNotFound'],
  ])('%j fails: %s', (output, message) => {
    expect(outputsOf({ o: output })).toContain(message);
  });

  test.each<[JsonObject, string]>([
    [{ type: 'int', value: "[substring('a', 2)]" }, 'substring(): argument 2'],
    [{ type: 'int', value: 'a' }, "Expected a value of type 'Integer'"],
    [{ type: 'array', copy: { count: 801, input: 1 } }, 'from 0 to 800; found 801'],
  ])('%j is refused before: %s', (output, message) => {
    expect(planOf(deploy(template({ outputs: { o: output } }))).problems[0]?.message).toContain(message);
  });
});

describe('nested deployments', () => {
  const parameters = { p: { type: 'int' } };
  const late = { p: { value: "[reference('b').size]" } };

  test('a parameter may be known late, and what depends on it with it', () => {
    const nested = {
      ...NEST,
      properties: inner(
        {
          parameters,
          variables: { v: "[add(parameters('p'), 1)]" },
          resources: [{ ...A, properties: { x: "[variables('v')]" } }],
          outputs: { o: { type: 'int', value: "[parameters('p')]" } },
        },
        late,
      ),
    };
    const { resources } = plan({ resources: [nested, B] });
    expect(resources.map(({ name, needsRuntime }) => [name, needsRuntime])).toEqual([
      ['b', false],
      ['a', true],
      ['nest', false],
    ]);
    expect(resources[1]?.resolve(RUNTIME)).toEqual({ body: { properties: { x: 3 } } });
    expect(resources[2]?.nested?.outputs(RUNTIME)).toMatchObject({ values: [{ name: 'o', value: 2 }] });
    expect(resources[2]?.nested?.parameters(RUNTIME)).toMatchObject({ values: [{ name: 'p', value: 2 }] });
  });

  test('a late parameter must be of its type', () => {
    const nested = {
      ...NEST,
      properties: inner(
        { parameters, resources: [{ ...A, properties: { x: "[parameters('p')]" } }] },
        { p: { value: "[reference('b').at]" } },
      ),
    };
    const { resources } = plan({ resources: [nested, B] });
    expect(resources[1]?.resolve(RUNTIME)).toMatchObject({
      problems: [{ message: expect.stringContaining("Expected a value of type 'Integer'") }],
    });
  });

  test.each<[string, JsonObject]>([
    [
      'a loop',
      {
        parameters,
        resources: [
          { ...A, name: "[concat('a', copyIndex())]", copy: { name: 'l', count: "[parameters('p')]" } },
        ],
      },
    ],
    [
      'names',
      {
        parameters,
        resources: [
          { ...A, name: "[concat('a', sub(parameters('p'), 2))]" },
          { ...A, name: 'a1', dependsOn: ['a0'] },
        ],
      },
    ],
    [
      'a condition',
      {
        parameters,
        resources: [
          { ...A, name: 'a0' },
          { ...A, name: 'a1', condition: "[equals(parameters('p'), 2)]" },
          { ...A, name: 'a2', condition: "[equals(parameters('p'), 3)]" },
        ],
      },
    ],
  ])('what is in one may be known late by %s: it is planned then', (_name, members) => {
    const outputs = { o: { type: 'int', value: "[parameters('p')]" } };
    const { resources } = plan({
      resources: [{ ...NEST, properties: inner({ ...members, outputs }, late) }, B],
    });
    expect(resources.map(({ name, needsRuntime }) => [name, needsRuntime])).toEqual([
      ['b', false],
      ['nest', true],
    ]);
    const nested = resources[1]?.nested;
    expect(nested?.expand?.(RUNTIME).plan?.resources.map(({ name }) => name)).toEqual(['a0', 'a1']);
    expect(nested?.outputs(RUNTIME)).toMatchObject({ values: [{ value: 2 }] });
  });

  test('one whose expressions are those around it may read in a condition', () => {
    const resources = [
      { ...A, condition: "[equals(reference('b').size, 2)]", properties: { x: "[reference('b').at]" } },
    ];
    const planned = plan({
      resources: [{ ...NEST, properties: { template: template({ resources }) } }, B],
    }).resources;
    expect(planned.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ['b', []],
      ['nest', [ID_B]],
    ]);
    const [resource] = planned[1]?.nested?.expand?.(RUNTIME).plan?.resources ?? [];
    expect(resource?.needsRuntime).toBe(true);
    expect(resource?.resolve(RUNTIME)).toEqual({ body: { properties: { x: '2' } } });
  });

  test('one inside another that is planned late is planned when its own time comes', () => {
    const innermost = inner(
      { parameters: { q: { type: 'int' } }, resources: [{ ...A, name: "[concat('q', parameters('q'))]" }] },
      { q: { value: "[reference('p2').size]" } },
    );
    const middle = inner(
      {
        parameters,
        resources: [
          { ...A, name: "[concat('p', parameters('p'))]" },
          { ...NEST, name: 'deeper', properties: innermost },
        ],
      },
      late,
    );
    const { resources } = plan({ resources: [{ ...NEST, properties: middle }, B] });
    const then = resources[1]?.nested?.expand?.(RUNTIME).plan?.resources;
    expect(then?.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ['p2', []],
      ['deeper', [`${GROUP}/providers/Microsoft.A/a/p2`]],
    ]);
    const later: TemplateRuntime = { ...RUNTIME, reference: id => ({ size: id.endsWith('/p2') ? 7 : 2 }) };
    expect(then?.[1]?.nested?.expand?.(later).plan?.resources.map(({ name }) => name)).toEqual(['q7']);
  });

  test('what is wrong then is told then', () => {
    const resources = [{ ...A, copy: { name: 'l', count: "[mul(parameters('p'), 1000)]" } }];
    const [, nest] = plan({
      resources: [{ ...NEST, properties: inner({ parameters, resources }, late) }, B],
    }).resources;
    expect(nest?.nested?.expand?.(RUNTIME).problems[0]?.message).toContain('from 0 to 800; found 2000');
    expect(nest?.nested?.outputs(RUNTIME)).toMatchObject({ problems: [{ code: 'InvalidTemplate' }] });
  });
});

describe('the value of a secure parameter is in no message', () => {
  const parameters = { p: { type: 'securestring' } };
  const given = { p: { value: 'hunter2"!' } };
  test.each<[string, JsonObject]>([
    ['of a body', { resources: [{ ...A, properties: { x: "[int(parameters('p'))]" } }] }],
    ['of a count', { resources: [{ ...A, copy: { name: 'l', count: "[parameters('p')]" } }] }],
    ['of a condition', { resources: [{ ...A, condition: "[concat('not ', parameters('p'))]" }] }],
    ['of an output', { outputs: { o: { type: 'int', value: "[int(parameters('p'))]" } } }],
    [
      'of a nested template',
      {
        resources: [
          {
            ...NEST,
            properties: inner(
              { parameters, resources: [{ ...A, tags: { x: "[int(parameters('p'))]" } }] },
              { p: { value: "[parameters('p')]" } },
            ),
          },
        ],
      },
    ],
    [
      'of one around',
      {
        resources: [
          {
            ...NEST,
            properties: {
              template: template({ resources: [{ ...A, tags: { x: "[int(parameters('p'))]" } }] }),
            },
          },
        ],
      },
    ],
  ])('%s', (_name, members) => {
    const { problems } = planOf(deploy(template({ parameters, ...members }), given));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain('***');
    expect(problems[0]?.message).not.toContain('hunter2');
  });

  test('also during the deployment', () => {
    const members = {
      parameters,
      resources: [{ ...A, tags: { x: "[createArray(reference('b').at, int(parameters('p')))]" } }, B],
    };
    const [, resource] = plan(members, given).resources;
    const result = resource?.resolve(RUNTIME);
    expect(JSON.stringify(result)).toContain('***');
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});

describe('a runtime that has to be waited for', () => {
  test('is asked for each thing once, until nothing new is read', async () => {
    const asked: string[] = [];
    const resource = first(withValue("[reference(reference('b').of, '5').at]", {}));
    const result = await withRuntime(
      {
        reference: async (id, apiVersion, full) => {
          asked.push(`${id.slice(-3)} ${apiVersion}`);
          return RUNTIME.reference(id, apiVersion, full);
        },
        list: async () => undefined,
      },
      runtime => resource.resolve(runtime),
    );
    expect(result).toEqual({ body: { properties: { value: '5' } } });
    expect(asked).toEqual(['b/b 2', 'b/b 5']);
  });

  test('may not have it', async () => {
    const resource = first(withValue("[reference('/z', '5').at]"));
    const source = { reference: async () => undefined, list: async () => undefined };
    expect(await withRuntime(source, runtime => resource.resolve(runtime))).toMatchObject({
      problems: [{ code: 'ResourceNotFound' }],
    });
  });

  test('may fail', async () => {
    const resource = first(withValue("[reference('b').at]"));
    const source = { reference: async () => Promise.reject(new Error('lost')), list: async () => undefined };
    await expect(withRuntime(source, runtime => resource.resolve(runtime))).rejects.toThrow('lost');
  });
});
