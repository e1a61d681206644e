import type { JsonObject, JsonValue } from '@sluice/language';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EvaluationRequest } from '../model/decision.ts';
import type { PolicyDefinition } from '../model/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import {
  assign,
  assignment,
  definition,
  deployment,
  ONE_REGISTRY,
  put,
  REGISTRIES,
  registryModel,
  snapshotOf,
  THING,
  thing,
  write,
} from '../testing/policies.ts';
import { decide } from './decide.ts';
import { stepsOf, writeAt } from './edit.ts';
import { type Alternative, type WhyNotOptions, whyNot } from './why-not.ts';

const S1 = '/subscriptions/s1';
const SIZE = `${THING}/size`;
const deny = (name: string, condition: JsonObject, effect = 'deny'): PolicyDefinition =>
  definition(name, { mode: 'All', policyRule: { if: condition, then: { effect } } });

function worldOf(definitions: readonly PolicyDefinition[], parameters: JsonObject = {}): Snapshot {
  return snapshotOf(
    ...definitions.flatMap((each, index) => [
      put(each),
      assign(assignment(`a${index}`, S1, each, { parameters })),
    ]),
  );
}

function ask(
  conditions: readonly JsonObject[],
  resource: JsonObject & { readonly id: string } = thing('t'),
  options?: WhyNotOptions,
  request: Partial<EvaluationRequest> = {},
) {
  const snapshot = worldOf(conditions.map((condition, index) => deny(`d${index}`, condition)));
  return whyNot(snapshot, write(snapshot, resource, request), options);
}

type Change = readonly [kind: string, path: string, after?: JsonValue];
const changesOf = (answer: ReturnType<typeof whyNot>) =>
  answer?.found
    ? answer.changes.map(
        ({ kind, path, after }): Change => (after === undefined ? [kind, path] : [kind, path, after]),
      )
    : answer;

test.each<[string, readonly JsonObject[], JsonObject, readonly Change[]]>([
  ['a tag that is missing', [{ field: 'tags.env', exists: false }], {}, [['tag', 'tags.env', 'value']]],
  ['a tag with a space', [{ field: "tags['a b']", exists: false }], {}, [['tag', "tags['a b']", 'value']]],
  [
    'a tag that the subscription has',
    [{ field: 'tags.tier', exists: false }],
    {},
    [['tag', 'tags.tier', 's1']],
  ],
  [
    'a tag with other values',
    [{ field: 'tags.env', notIn: ['prod', 'test'] }],
    { tags: { env: 'x' } },
    [['tag', 'tags.env', 'prod']],
  ],
  [
    'a tag that must not be',
    [{ field: 'tags.env', exists: true }],
    { tags: { Env: 'x' } },
    [['tag', 'tags.env']],
  ],
  [
    'a key among the tags',
    [{ not: { field: 'tags', containsKey: 'env' } }],
    { tags: {} },
    [['tag', "tags['env']", 'value']],
  ],
  [
    'a pattern',
    [{ field: 'tags.env', notLike: 'prod-*' }],
    { tags: { env: 'blue' } },
    [['tag', 'tags.env', 'prod-blue']],
  ],
  [
    'a pattern of places',
    [{ field: 'tags.c', notMatch: 'AB-###' }],
    { tags: { c: 'x' } },
    [['tag', 'tags.c', 'AB-111']],
  ],
  [
    'a number too large',
    [{ field: SIZE, greater: 10 }],
    { properties: { size: 11 } },
    [['property', 'properties.size', 10]],
  ],
  [
    'a number too large by the border',
    [{ field: SIZE, greaterOrEquals: 10 }],
    { properties: { size: 11 } },
    [['property', 'properties.size', 9]],
  ],
  [
    'a switch',
    [{ field: SIZE, equals: true }],
    { properties: { size: true } },
    [['property', 'properties.size', false]],
  ],
  [
    'one of two words',
    [{ field: SIZE, equals: 'Enabled' }],
    { properties: { size: 'Enabled' } },
    [['property', 'properties.size', 'Disabled']],
  ],
  ['a location', [{ field: 'location', notIn: ['westus'] }], {}, [['location', 'location', 'westus']]],
  [
    'a computed value',
    [{ value: "[toLower(field('location'))]", notEquals: 'westus' }],
    {},
    [['location', 'location', 'westus']],
  ],
  [
    'a sku',
    [{ field: `${THING}/sku.name`, notIn: ['S0'] }],
    { sku: { name: 'P1' } },
    [['sku', 'sku.name', 'S0']],
  ],
  [
    'a condition under not',
    [{ not: { field: 'tags.env', equals: 'prod' } }],
    {},
    [['tag', 'tags.env', 'prod']],
  ],
  [
    'any one of the conditions, the smaller thing first',
    [
      {
        allOf: [
          { field: 'location', equals: 'eastus' },
          { field: 'tags.env', exists: false },
        ],
      },
    ],
    {},
    [['tag', 'tags.env', 'value']],
  ],
  [
    'two conditions of one rule',
    [
      {
        anyOf: [
          { field: 'tags.a', exists: false },
          { field: 'tags.b', exists: false },
        ],
      },
    ],
    {},
    [
      ['tag', 'tags.a', 'value'],
      ['tag', 'tags.b', 'value'],
    ],
  ],
  [
    'two rules',
    [
      { field: 'tags.a', exists: false },
      { field: 'location', notEquals: 'westus' },
    ],
    {},
    [
      ['tag', 'tags.a', 'value'],
      ['location', 'location', 'westus'],
    ],
  ],
])('%s', (_, conditions, more, changes) => {
  expect(changesOf(ask(conditions, thing('t', more)))).toEqual(changes);
});

test.each<[string, readonly JsonObject[]]>([
  ['what refuses whatever is asked', [{ field: 'type', equals: THING }]],
  ['what something is called', [{ field: 'name', notLike: 'x*' }]],
  ['three things at once', ['a', 'b', 'c'].map(tag => ({ field: `tags.${tag}`, exists: false }))],
  ['what cannot be evaluated', [{ value: "[int('x')]", equals: 1 }]],
])('none is found for %s', (_, conditions) => {
  expect(ask(conditions)).toMatchObject({ found: false });
});

test('a request that is not refused has nothing to be told', () => {
  expect(ask([{ field: 'location', exists: false }])).toBeUndefined();
});

test('a limit ends the search and says so', () => {
  const conditions = [
    { field: 'tags.env', notIn: ['a', 'b'] },
    { field: 'type', equals: THING },
  ];
  expect(ask(conditions, thing('t'), { limit: 2 })).toEqual({ found: false, asked: 2, complete: false });
});

test('values that the type allows are tried', () => {
  const valuesAt = (path: string) => (path === 'properties.size' ? ['small', 'large'] : []);
  const answer = ask([{ field: SIZE, equals: 'huge' }], thing('t', { properties: { size: 'huge' } }), {
    valuesAt,
  });
  expect(changesOf(answer)).toEqual([['property', 'properties.size', 'small']]);
});

test('what may not be changed, and what would not be taken, is not proposed', () => {
  const conditions = [{ field: 'tags.env', notIn: ['a', 'b'] }];
  expect(ask(conditions, thing('t'), { mayChange: path => path !== 'tags.env' })).toMatchObject({
    found: false,
  });
  const prepared = (resource: JsonObject) =>
    (resource['tags'] as JsonObject)['env'] === 'a' ? undefined : resource;
  expect(changesOf(ask(conditions, thing('t'), { prepared }))).toEqual([['tag', 'tags.env', 'b']]);
});

test('a delete is looked at as well', () => {
  const snapshot = worldOf([
    deny(
      'keep',
      {
        allOf: [
          { field: 'type', equals: THING },
          { field: 'tags.keep', equals: 'yes' },
        ],
      },
      'denyAction',
    ),
  ]);
  const request = write(snapshot, thing('t', { tags: { keep: 'yes' } }), { occasion: 'delete' });
  expect(changesOf(whyNot(snapshot, request))).toEqual([['tag', 'tags.keep']]);
});

const model = (registry: string): Alternative => ({
  path: 'properties.model',
  value: registryModel(registry),
  facts: {},
});

test('another model is the nearest that passes', () => {
  const snapshot = worldOf([ONE_REGISTRY], { allowedRegistryName: 'ok', effect: 'Deny' });
  const request = write(snapshot, deployment('d', registryModel('bad')));
  const alternatives = ['worse', 'ok', 'ok-too'].map(model);
  expect(whyNot(snapshot, request, { alternatives })).toEqual({
    found: true,
    changes: [
      { kind: 'model', path: 'properties.model', before: registryModel('bad'), after: registryModel('ok') },
    ],
    asked: 3,
  });
});

test('a model is never made up', () => {
  const snapshot = worldOf([REGISTRIES], { allowed: ['ok'], effect: 'Deny' });
  const request = write(snapshot, deployment('d', registryModel('bad')));
  expect(whyNot(snapshot, request, { alternatives: [model('worse')] })).toMatchObject({ found: false });
});

const leaf = fc.oneof(
  fc.record({ field: fc.constantFrom('tags.a', 'tags.b', 'location', SIZE), exists: fc.boolean() }),
  fc.record({
    field: fc.constantFrom('tags.a', 'location', SIZE),
    equals: fc.constantFrom('x', 'y', 'eastus', 3),
  }),
  fc.record({
    field: fc.constantFrom('tags.b', 'location', SIZE),
    notIn: fc.subarray(['x', 'y', 'westus'], { minLength: 1 }),
  }),
  fc.record({ field: fc.constantFrom('tags.a', 'location'), notLike: fc.constantFrom('x*', '*us') }),
);
const condition = fc.oneof(
  leaf,
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map(allOf => ({ allOf })),
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map(anyOf => ({ anyOf })),
  leaf.map(not => ({ not })),
);
const resource = fc.record({
  tags: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y', 'z'), { maxKeys: 2 }),
  properties: fc.record({ size: fc.constantFrom<JsonValue>('x', 3, true) }),
});

test('what is proposed passes, is at most two changes, and is the same every time', () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), resource, (conditions, more) => {
      const snapshot = worldOf(conditions.map((each, index) => deny(`d${index}`, each as JsonObject)));
      const request = write(snapshot, thing('t', more as JsonObject));
      const answer = whyNot(snapshot, request);
      expect(answer === undefined).toBe(decide(snapshot, request).verdict === 'allow');
      expect(whyNot(snapshot, request)).toEqual(answer);
      if (!answer?.found) return;
      const changed = answer.changes.reduce(
        (to, { path, after }) => writeAt(to, stepsOf(path) ?? [], after),
        request.resource,
      );
      expect(answer.changes.length).toBeLessThanOrEqual(2);
      expect(answer.asked).toBeLessThanOrEqual(200);
      expect(decide(snapshot, { ...request, resource: changed }).verdict).toBe('allow');
    }),
    { numRuns: 150 },
  );
});
