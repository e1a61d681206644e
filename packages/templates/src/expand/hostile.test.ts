import type { JsonObject, JsonValue } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { bindTemplateParameters, expandTemplate, parseTemplate } from '../index.ts';
import { createContext, deploy, GROUP, messageOf, planOf, template } from '../testing/deploy.ts';

const A = { type: 'Microsoft.A/a', apiVersion: '1', name: 'a' };
const nested = (levels: number, of: JsonValue): JsonValue =>
  Array.from({ length: levels }).reduce<JsonValue>(value => [value], of);

function problem(value: JsonValue, given: JsonObject = {}): string {
  const [first] = planOf(deploy(value, given)).problems;
  return messageOf(first?.message ?? 'none');
}

describe('what is made to hurt is refused in words', () => {
  test.each<[string, JsonValue, string]>([
    ['JSON of absurd depth', template({ metadata: { a: nested(100_000, 1) } }), 'nested deeper than 128'],
    [
      'an expression of absurd depth',
      template({ variables: { v: `[${'not('.repeat(5000)}true()${')'.repeat(5000)}]` } }),
      'Nested deeper than 200',
    ],
    [
      'a variable that contains itself',
      template({
        variables: { v: "[concat(variables('v'), 'x')]" },
        resources: [{ ...A, tags: { v: "[variables('v')]" } }],
      }),
      "'v' refers to itself",
    ],
    [
      'variables that contain each other',
      template({
        variables: { v: "[variables('w')]", w: "[variables('v')]" },
        resources: [{ ...A, tags: { v: "[variables('v')]" } }],
      }),
      "'v' refers to itself",
    ],
    [
      'loops in loops in loops',
      template({
        resources: [
          {
            ...A,
            properties: {
              copy: [
                {
                  name: 'x',
                  count: 800,
                  input: {
                    copy: [{ name: 'y', count: 800, input: { copy: [{ name: 'z', count: 800, input: 1 }] } }],
                  },
                },
              ],
            },
          },
        ],
      }),
      'more steps than',
    ],
    [
      'values that grow with each use',
      template({
        variables: Object.fromEntries(
          Array.from({ length: 40 }, (_, index) => [
            `v${index}`,
            index === 0 ? 'x' : `[createArray(variables('v${index - 1}'), variables('v${index - 1}'))]`,
          ]),
        ),
        resources: [{ ...A, tags: { v: "[variables('v39')]" } }],
      }),
      'nodes',
    ],
    [
      'lambdas in lambdas',
      template({
        resources: [
          { ...A, tags: { v: "[map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', 1))))]" } },
        ],
      }),
      'more than',
    ],
    [
      'a long text many times',
      template({
        resources: [
          {
            ...A,
            name: "[concat('a', copyIndex())]",
            copy: { name: 'l', count: 800 },
            properties: { copy: [{ name: 'x', count: 800, input: "[padLeft('', 131072)]" }] },
          },
        ],
      }),
      'more steps than',
    ],
    [
      'deployments of deployments',
      template({
        resources: [
          {
            ...A,
            type: 'Microsoft.Resources/deployments',
            name: "[concat('n', copyIndex())]",
            copy: { name: 'l', count: 800 },
            properties: {
              expressionEvaluationOptions: { scope: 'inner' },
              template: template({
                resources: [{ ...A, name: "[concat('a', copyIndex())]", copy: { name: 'm', count: 800 } }],
              }),
            },
          },
        ],
      }),
      'plan more than 5000 resources',
    ],
  ])('%s', (_name, value, message) => {
    expect(problem(value)).toContain(message);
  });

  test('a parameter whose value is an expression is a text', () => {
    const value = template({
      parameters: { p: { type: 'string' } },
      resources: [{ ...A, tags: { p: "[parameters('p')]" } }],
    });
    const { plan } = planOf(deploy(value, { p: { value: "[reference('x')]" } }));
    expect(plan?.resources[0]?.body).toEqual({ tags: { p: "[reference('x')]" } });
  });
});

describe('names that objects inherit are names like others', () => {
  const own = (text: string): JsonObject => JSON.parse(text);
  test.each<[string, JsonObject, string]>([
    [
      'a property',
      { resources: [{ ...A, properties: own('{"__proto__": {"x": 1}}') }] },
      '{"properties":{"__proto__":{"x":1}}}',
    ],
    [
      'a tag',
      { resources: [{ ...A, tags: { constructor: 'c', toString: 't' } }] },
      '{"tags":{"constructor":"c","toString":"t"}}',
    ],
    [
      'a name that is made',
      { resources: [{ ...A, tags: { "[concat('__pro', 'to__')]": 'p' } }] },
      '{"tags":{"__proto__":"p"}}',
    ],
    [
      'a loop',
      { resources: [{ ...A, properties: { copy: [{ name: '__proto__', count: 1, input: 1 }] } }] },
      '{"properties":{"__proto__":[1]}}',
    ],
    [
      'a variable',
      { variables: own('{"__proto__": 1}'), resources: [{ ...A, tags: { v: "[variables('__proto__')]" } }] },
      '{"tags":{"v":1}}',
    ],
    [
      'a key of a lambda',
      { resources: [{ ...A, tags: { v: "[toObject(createArray(1), lambda('x', '__proto__'))]" } }] },
      '{"tags":{"v":{"__proto__":1}}}',
    ],
  ])('%s', (_name, members, expected) => {
    const { plan, problems } = planOf(deploy(template(members)));
    expect(problems).toEqual([]);
    expect(JSON.stringify(plan?.resources[0]?.body)).toBe(expected);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test.each(['constructor', '__proto__', 'toString'])('nothing is called %s that was not declared', name => {
    expect(problem(template({ resources: [{ ...A, tags: { v: `[variables('${name}')]` } }] }))).toContain(
      'is not found',
    );
    expect(problem(template({ resources: [{ ...A, tags: { v: `[${name}()]` } }] }))).toContain(
      'is not valid',
    );
    expect(problem(template({ resources: [{ ...A, dependsOn: [name] }] }))).toContain('is not defined');
    expect(problem(template({ parameters: { p: { type: name } } }))).toContain('must be one of String');
  });
});

test('whatever stands where, nothing throws', () => {
  const odd: readonly JsonValue[] = [
    null,
    '',
    '[',
    '[x',
    '[[',
    '[]',
    '[null()]',
    0,
    -1,
    1.5,
    true,
    [],
    {},
    [null],
    { a: null },
    '[copyIndex()]',
  ];
  const places: readonly ((value: JsonValue) => JsonValue)[] = [
    value => value,
    ...['parameters', 'variables', 'functions', 'resources', 'outputs', 'languageVersion', 'definitions'].map(
      name => (value: JsonValue) => template({ [name]: value }),
    ),
    ...[
      'name',
      'type',
      'apiVersion',
      'condition',
      'scope',
      'dependsOn',
      'copy',
      'resources',
      'tags',
      'properties',
      'existing',
    ].map(name => (value: JsonValue) => template({ resources: [{ ...A, [name]: value }] })),
    ...['template', 'parameters', 'expressionEvaluationOptions', 'mode'].map(
      name => (value: JsonValue) =>
        template({
          resources: [
            {
              ...A,
              type: 'Microsoft.Resources/deployments',
              properties: { template: template({}), [name]: value },
            },
          ],
        }),
    ),
    ...['name', 'count', 'mode', 'batchSize', 'input'].map(
      name => (value: JsonValue) =>
        template({ resources: [{ ...A, copy: { name: 'l', count: 1, [name]: value } }] }),
    ),
    value => template({ parameters: { p: value } }),
    value =>
      template({
        parameters: { p: { type: 'int', defaultValue: value, allowedValues: value, minValue: value } },
      }),
    value => template({ outputs: { p: value } }),
    value => template({ outputs: { p: { type: 'array', value, condition: value, copy: value } } }),
    value => template({ functions: [{ namespace: 'n', members: { f: value } }] }),
    value => template({ variables: { copy: [value], v: { copy: [value] } } }),
  ];
  for (const place of places) {
    for (const value of odd) {
      const parsed = parseTemplate(place(value));
      expect(parsed.template === undefined).toBe(parsed.problems.length > 0);
      if (parsed.template === undefined) continue;
      const target = { scopeId: GROUP, deployment: { name: 'd' }, context: createContext() };
      const bound = bindTemplateParameters(parsed.template, { p: value }, target);
      const result = expandTemplate(parsed.template, bound.parameters ?? new Map(), target);
      expect(result.plan === undefined).toBe(result.problems.length > 0);
    }
  }
});
