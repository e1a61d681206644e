import type { JsonValue } from '@sluice/language';
import { expect, test } from 'vitest';
import { template } from '../testing/deploy.ts';
import { TEMPLATE_LIMITS } from '../values/limits.ts';
import { parseTemplate } from './parse-template.ts';

const RESOURCE = { type: 'Microsoft.A/b', apiVersion: '1', name: 'x' };
const NESTED = { type: 'Microsoft.Resources/deployments', apiVersion: '1', name: 'n' };

test.each<[string, JsonValue]>([
  ['nothing to deploy', template({})],
  [
    'members that say nothing',
    template({
      metadata: { a: 1 },
      comments: 'c',
      resources: [{ ...RESOURCE, comments: 'c', metadata: {} }],
    }),
  ],
  ['types in any letter case', template({ parameters: { p: { type: 'SECUREstring' } } })],
  ['resources by symbolic name', template({ languageVersion: '2.0', resources: { x: RESOURCE } })],
  [
    'types by reference',
    template({
      languageVersion: '2.0',
      definitions: { t: { type: 'int' } },
      parameters: { p: { $ref: '#/definitions/t' } },
      resources: {},
    }),
  ],
  [
    'names in any letter case',
    template({
      parameters: { P: { type: 'int' } },
      outputs: { o: { type: 'int', value: "[parameters('p')]" } },
    }),
  ],
  ['a variable that is called copy', template({ variables: { copy: { a: 1 } } })],
])('accepts %s', (_name, value) => {
  expect(parseTemplate(value)).toMatchObject({ problems: [] });
});

test.each<[JsonValue, string, string]>([
  [null, '', 'The template must be an object.'],
  ['text', '', 'The template must be an object.'],
  [[], '', 'The template must be an object.'],
  [{ contentVersion: '1.0.0.0' }, '', "Required property 'resources' not found"],
  [{ resources: [] }, '', "Required property 'contentVersion' not found"],
  [template({ resource: [] }), '/resource', "Could not find member 'resource'"],
  [template({ languageVersion: '3.0' }), '/languageVersion', "must be '1.0' or '2.0'"],
  [template({ resources: 'x' }), '/resources', "'resources' must be an array"],
  [template({ resources: {} }), '/resources', 'needs "languageVersion": "2.0"'],
  [template({ resources: [null] }), '/resources/0', 'must be an object'],
  [
    template({ resources: [{ ...RESOURCE, type: 'b' }] }),
    '/resources/0/type',
    'must be a provider and a type',
  ],
  [
    template({ resources: [{ ...RESOURCE, type: 1 }] }),
    '/resources/0/type',
    "'type' of a resource must be a text",
  ],
  [template({ resources: [{ type: 'Microsoft.A/b', apiVersion: '1' }] }), '/resources/0', "needs a 'name'"],
  [template({ resources: [{ type: 'Microsoft.A/b', name: 'x' }] }), '/resources/0', "needs a 'apiVersion'"],
  [template({ resources: [{ ...RESOURCE, copy: [] }] }), '/resources/0/copy', 'must be an object'],
  [template({ resources: [{ ...RESOURCE, copy: { count: 1 } }] }), '/resources/0/copy', 'needs a name'],
  [template({ resources: [{ ...RESOURCE, copy: { name: 'l' } }] }), '/resources/0/copy', 'needs a count'],
  [
    template({ resources: [{ ...RESOURCE, copy: { name: 'l', count: 1, mode: 'x' } }] }),
    '/resources/0/copy/mode',
    "'Serial' or 'Parallel'",
  ],
  [
    template({ resources: [{ ...RESOURCE, copy: { name: 'l', count: 1, batchSize: 0 } }] }),
    '/resources/0/copy/batchSize',
    '1 or more',
  ],
  [template({ resources: [{ ...RESOURCE, dependsOn: 'x' }] }), '/resources/0/dependsOn', 'must be an array'],
  [
    template({ resources: [{ ...RESOURCE, extension: 'graph' }] }),
    '/resources/0',
    'extensions other than Azure',
  ],
  [
    template({ resources: [{ ...RESOURCE, name: "[reference('y').z]" }] }),
    '/resources/0/name',
    "'reference' is not expected",
  ],
  [
    template({ resources: [{ ...RESOURCE, condition: "[listKeys('y', '1')]" }] }),
    '/resources/0/condition',
    "'listKeys' is not expected",
  ],
  [
    template({ resources: [{ ...RESOURCE, copy: { name: 'l', count: "[reference('y').z]" } }] }),
    '/resources/0/copy',
    "'reference' is not expected",
  ],
  [
    template({ resources: [{ ...RESOURCE, tags: { a: '[concat(]' } }] }),
    '/resources/0/tags/a',
    'Unable to parse language expression',
  ],
  [
    template({ resources: [{ ...RESOURCE, tags: { '[nothing()]': 1 } }] }),
    '/resources/0/tags/[nothing()]',
    "'nothing' is not valid",
  ],
  [
    template({ resources: [{ ...RESOURCE, properties: { 'a/b~c': '[x()]' } }] }),
    '/resources/0/properties/a~1b~0c',
    "'x' is not valid",
  ],
  [template({ parameters: [] }), '/parameters', "'parameters' must be an object"],
  [template({ parameters: { p: 'string' } }), '/parameters/p', 'must be an object with a type'],
  [template({ parameters: { p: { type: 'text' } } }), '/parameters/p', 'must be one of String'],
  [template({ parameters: { p: {} } }), '/parameters/p', 'found null'],
  [
    template({ parameters: { p: { $ref: '#/definitions/nobody' } } }),
    '/parameters/p',
    'must be one of String',
  ],
  [
    template({
      definitions: { a: { $ref: '#/definitions/a' } },
      parameters: { p: { $ref: '#/definitions/a' } },
    }),
    '/parameters/p',
    'must be one of String',
  ],
  [
    template({ parameters: { p: { type: 'int' }, P: { type: 'int' } } }),
    '/parameters/P',
    'declared more than once',
  ],
  [
    template({ parameters: { p: { type: 'int', defaultValue: "[variables('v')]" } }, variables: { v: 1 } }),
    '/parameters/p/defaultValue',
    "'variables' is not expected",
  ],
  [template({ variables: { v: 1, V: 2 } }), '/variables/V', 'declared more than once'],
  [template({ variables: { v: "[reference('x')]" } }), '/variables/v', "'reference' is not expected"],
  [template({ variables: { copy: [{ count: 1, input: 1 }] } }), '/variables/copy/0', 'needs a name'],
  [template({ variables: { copy: [{ name: 'v', input: 1 }] } }), '/variables/copy/0', 'needs a count'],
  [template({ variables: { copy: [{ name: 'v', count: 1 }] } }), '/variables/copy/0', 'needs an input'],
  [template({ functions: [{}] }), '/functions/0', 'namespace and members'],
  [
    template({ functions: [{ namespace: 'a', members: { f: {} } }] }),
    '/functions/0/members/f',
    'needs an output with a value',
  ],
  [
    template({
      functions: [{ namespace: 'a', members: { f: { output: { type: 'int', value: "[variables('v')]" } } } }],
      variables: { v: 1 },
    }),
    '/functions/0/members/f/output/value',
    "'variables' is not expected",
  ],
  [template({ variables: { v: '[a.f()]' } }), '/variables/v', "'a.f' is not valid"],
  [
    template({
      functions: [{ namespace: 'a', members: { f: { output: { type: 'int', value: 1 } } } }],
      variables: { v: '[a.f(1)]' },
    }),
    '/variables/v',
    'takes 0 argument(s); found 1',
  ],
  [template({ outputs: { o: 1 } }), '/outputs/o', 'must be an object with type and value'],
  [template({ outputs: { o: { type: 'int' } } }), '/outputs/o', 'needs a value'],
  [template({ outputs: { o: { type: 'array', copy: { count: 1 } } } }), '/outputs/o/copy', 'count and input'],
  [template({ resources: [NESTED] }), '/resources/0/properties', 'needs a template'],
  [
    template({ resources: [{ ...NESTED, properties: { template: 1 } }] }),
    '/resources/0/properties/template',
    'must be an object',
  ],
  [
    template({ resources: [{ ...NESTED, properties: { templateLink: { uri: 'https://x' } } }] }),
    '/resources/0/properties/templateLink',
    'Linked templates are not fetched',
  ],
  [
    template({ resources: [{ ...NESTED, properties: { template: template({}), parametersLink: {} } }] }),
    '/resources/0/properties/parametersLink',
    'Linked templates are not fetched',
  ],
  [
    template({
      resources: [
        {
          ...NESTED,
          properties: {
            expressionEvaluationOptions: { scope: 'inner' },
            template: template({ variables: { v: "[parameters('p')]" } }),
          },
        },
      ],
      parameters: { p: { type: 'int' } },
    }),
    '/resources/0/properties/template/variables/v',
    "'p' is not found",
  ],
])('refuses %j at %s: %s', (value, pointer, message) => {
  const { template: parsed, problems } = parseTemplate(value);
  expect(parsed).toBeUndefined();
  expect(problems).toContainEqual({
    code: message.startsWith('Linked') ? 'InvalidContentLink' : 'InvalidTemplate',
    pointer,
    message: expect.stringContaining(message),
  });
});

test('all problems are told at once', () => {
  const { problems } = parseTemplate(template({ variables: { a: '[x()]', b: '[y()]' }, outputs: { o: 1 } }));
  expect(problems.map(({ pointer }) => pointer)).toEqual(['/outputs/o', '/variables/a', '/variables/b']);
});

const many = (count: number, value: JsonValue): { [name: string]: JsonValue } =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, value]));

test.each<[keyof typeof TEMPLATE_LIMITS, JsonValue]>([
  ['parameters', { type: 'int' }],
  ['variables', 1],
  ['outputs', { type: 'int', value: 1 }],
])('more %s than Azure allows are refused', (name, value) => {
  const most = TEMPLATE_LIMITS[name];
  expect(parseTemplate(template({ [name]: many(most, value) })).problems).toEqual([]);
  expect(parseTemplate(template({ [name]: many(most + 1, value) })).problems).toMatchObject([
    { pointer: `/${name}`, message: expect.stringContaining(`Limit: ${most} and actual: ${most + 1}`) },
  ]);
});
