import { describe, expect, test } from 'vitest';
import { checkDefinition } from '../check/check-definition.ts';
import { parseDefinition } from '../syntax/parse-definition.ts';
import { TYPE, VOCABULARY } from '../testing/judge.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { createVocabulary } from '../vocabulary/create-vocabulary.ts';
import { EFFECT_NAMES } from './effect-details.ts';
import { EFFECTS, findEffect } from './index.ts';

const THEN = '/policyRule/then';
const KUBERNETES = createVocabulary({
  aliases: new Map(),
  dataModes: [
    {
      mode: 'Microsoft.Kubernetes.Data',
      effects: ['audit', 'deny', 'disabled', 'mutate'],
      componentTypes: [],
      customDefinitions: true,
    },
    {
      mode: 'Microsoft.Network.Data',
      effects: ['addToNetworkGroup'],
      componentTypes: [],
      customDefinitions: true,
    },
    {
      mode: 'Microsoft.MachineLearningServices.Data',
      effects: ['enforceSetting', 'disabled'],
      componentTypes: [],
      customDefinitions: true,
    },
  ],
  tracked: new Map(),
});

/** What is wrong with an effect and its details, as `severity code pointer`; pointers below `then`. */
function problemsOf(
  effect: string,
  details?: JsonValue,
  mode = 'All',
  parameters: JsonObject = {},
): readonly string[] {
  const then = details === undefined ? { effect } : { effect, details };
  const { definition, diagnostics } = parseDefinition({
    mode,
    parameters,
    policyRule: { if: { field: 'type', equals: TYPE }, then },
  });
  if (definition === undefined) throw new Error(JSON.stringify(diagnostics));
  const found = checkDefinition(
    definition,
    mode.endsWith('.Data') && mode !== 'Test.Provider.Data' ? KUBERNETES : VOCABULARY,
  );
  return found.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer.replace(THEN, '')}`);
}

test('every effect has its record', () => {
  expect(Object.keys(EFFECTS).sort()).toEqual([...EFFECT_NAMES].sort());
  for (const name of EFFECT_NAMES) expect(findEffect(name.toUpperCase())?.name).toBe(name);
  expect(findEffect('nothing')).toBeUndefined();
});

describe('the effect itself', () => {
  test.each<[string, string, readonly string[]]>([
    ['deny', 'All', []],
    ['DENY', 'Indexed', []],
    ['Disabled', 'Test.Provider.Data', []],
    ['dney', 'All', ['error effect/unknown /effect']],
    ['EnforceOPAConstraint', 'All', ['error effect/deprecated /effect']],
    ['EnforceRegoPolicy', 'Test.Provider.Data', ['error effect/deprecated /effect']],
    ['mutate', 'All', ['error effect/not-in-mode /effect', 'error details/missing /effect']],
    ['manual', 'Test.Provider.Data', ['error effect/not-in-mode /effect']],
    ["[concat('de', 'ny')]", 'All', []],
    ["[field('name')]", 'All', ['error effect/not-constant /effect']],
    ["[parameters('nobody')]", 'All', ['error parameter/unknown /effect']],
  ])('%s in %s: %j', (effect, mode, problems) => {
    expect(problemsOf(effect, undefined, mode)).toEqual(problems);
  });

  test.each<[JsonObject, readonly string[]]>([
    [{ type: 'String', defaultValue: 'Deny', allowedValues: ['Deny', 'Audit', 'Disabled'] }, []],
    [
      { type: 'String', allowedValues: ['Deny', 'Disabled'] },
      ['warning parameter/effect-without-default /parameters/e'],
    ],
    [{ type: 'String', defaultValue: 'dney' }, ['error effect/unknown /effect']],
    [
      { type: 'String', defaultValue: 'deny', allowedValues: ['deny', 'manual'] },
      ['warning effect/mixed /effect'],
    ],
    [
      { type: 'String', defaultValue: 'audit', allowedValues: ['audit', 'modify', 'disabled'] },
      ['error details/missing /effect'],
    ],
  ])('by a parameter %j: %j', (parameter, problems) => {
    expect(problemsOf("[parameters('E')]", undefined, 'All', { e: parameter })).toEqual(problems);
  });

  test('of audit, deny and disabled leaves details alone', () => {
    for (const effect of ['audit', 'deny', 'disabled'])
      expect(problemsOf(effect, [1, { x: '[nothing()]' }])).toEqual([]);
  });
});

describe('append', () => {
  test.each<[JsonValue | undefined, readonly string[]]>([
    [[{ field: 'tags.a', value: 'x' }], []],
    [{ field: `${TYPE}/text`, value: "[field('name')]" }, []],
    [undefined, ['error details/missing /effect']],
    [[], ['error details/shape /details']],
    ['x', ['error details/shape /details']],
    [
      [{ field: 'tags.a' }, { value: 1 }],
      ['error details/missing /details/0', 'error details/missing /details/1'],
    ],
    [[{ field: 'tags.a', value: 1, extra: 1 }], ['error details/unknown-key /details/0/extra']],
    [
      [{ field: 1, value: '[nothing()]' }],
      ['error details/shape /details/0/field', 'error function/unknown /details/0/value'],
    ],
    [[{ field: 'location', value: 'x' }], ['error details/value /details/0/field']],
    [[{ field: 'fullName', value: 'x' }], ['error details/value /details/0/field']],
    [[{ field: `${TYPE}/deep.inner`, value: 'x' }], []],
    [[{ field: `${TYPE}/fixed`, value: 'x' }], ['warning modify/not-modifiable /details/0/field']],
    [
      [{ field: 'tags.a', value: { x: '[nothing()]' } }],
      ['error function/unknown /details/0/value/x', 'warning modify/token-type /details/0/value'],
    ],
    [[{ field: 'tags', value: "[field('tags')]" }], []],
    [[{ field: `${TYPE}/number`, value: '1' }], ['warning modify/token-type /details/0/value']],
    [[{ field: `${TYPE}/number`, value: 1 }], []],
    [[{ field: `${TYPE}/number`, value: null }], []],
    [
      [{ field: `${TYPE}/nothing`, value: '[nothing()]' }],
      ['error alias/unknown /details/0/field', 'error function/unknown /details/0/value'],
    ],
  ])('%j: %j', (details, problems) => {
    expect(problemsOf('append', details)).toEqual(problems);
  });
});

describe('modify', () => {
  const roleDefinitionIds = ['/providers/Microsoft.Authorization/roleDefinitions/x'];
  const with_ = (...operations: JsonValue[]): JsonObject => ({ roleDefinitionIds, operations });
  const set = { operation: 'addOrReplace', field: 'tags.a', value: 'x' };
  test.each<[JsonValue | undefined, readonly string[]]>([
    [with_(set), []],
    [
      with_({
        Operation: 'ADD',
        Field: `${TYPE}/text`,
        Value: 1,
        condition: "[greaterOrEquals(requestContext().apiVersion, '2020')]",
      }),
      [],
    ],
    [with_({ operation: 'remove', field: "tags['a']" }), []],
    [{ ...with_(set), conflictEffect: 'Audit' }, []],
    [{ ...with_(set), conflictEffect: "[if(true(), 'deny', 'audit')]" }, []],
    [undefined, ['error details/missing /effect']],
    [[], ['error details/shape /details']],
    [{}, ['error details/missing /details', 'error details/missing /details']],
    [
      { roleDefinitionIds: [], operations: [] },
      ['error details/shape /details/roleDefinitionIds', 'error details/shape /details/operations'],
    ],
    [
      { roleDefinitionIds: [1], operations: ['x'] },
      ['error details/shape /details/roleDefinitionIds/0', 'error details/shape /details/operations/0'],
    ],
    [{ ...with_(set), conflictEffect: 'modify' }, ['error details/value /details/conflictEffect']],
    [with_({ ...set, operation: 'replace' }), ['error details/value /details/operations/0/operation']],
    [with_({ operation: 'add', field: 'tags.a' }), ['error details/missing /details/operations/0']],
    [
      with_({ operation: 'remove', field: `${TYPE}/text` }),
      ['error details/value /details/operations/0/field'],
    ],
    [
      with_({ ...set, field: `${TYPE}/deep.inner` }),
      ['warning modify/not-modifiable /details/operations/0/field'],
    ],
    [
      with_({ ...set, field: `${TYPE}/list` }),
      ['warning modify/unknown-if-modifiable /details/operations/0/field'],
    ],
    [
      with_({ ...set, field: `${TYPE}/fixed` }),
      ['warning modify/not-modifiable /details/operations/0/field'],
    ],
    [with_({ ...set, field: 'identity.type' }), []],
    [with_({ ...set, field: 'identity.principalId' }), ['error details/value /details/operations/0/field']],
    [with_({ ...set, field: 'Name' }), ['error details/value /details/operations/0/field']],
    [
      with_({ operation: 'remove', field: 'identity.type' }),
      ['error details/value /details/operations/0/field'],
    ],
    [with_({ ...set, field: 'tags', value: [] }), ['warning modify/token-type /details/operations/0/value']],
    [with_({ ...set, conditon: '[true()]' }), ['error details/unknown-key /details/operations/0/conditon']],
    [
      with_({ operation: 'add', value: '[nothing()]' }),
      ['error details/missing /details/operations/0', 'error function/unknown /details/operations/0/value'],
    ],
    [with_({ ...set, field: `${TYPE}/nothing` }), ['error alias/unknown /details/operations/0/field']],
    [
      with_({ ...set, condition: "[equals(field('name'), 'x')]" }),
      ['error function/not-here /details/operations/0/condition'],
    ],
    [
      with_({ ...set, condition: '[equals(resourceGroup().name, subscription().id)]' }),
      [
        'error function/not-here /details/operations/0/condition',
        'error function/not-here /details/operations/0/condition',
      ],
    ],
    [with_({ ...set, condition: 'true' }), ['error details/value /details/operations/0/condition']],
  ])('%j: %j', (details, problems) => {
    expect(problemsOf('modify', details)).toEqual(problems);
  });
});

describe('auditIfNotExists', () => {
  test.each<[JsonValue | undefined, readonly string[]]>([
    [{ type: TYPE }, []],
    [
      {
        type: TYPE,
        name: "[field('name')]",
        existenceScope: 'subscription',
        evaluationDelay: 'AfterProvisioning',
        existenceCondition: { field: `${TYPE}/text`, equals: 'x' },
      },
      [],
    ],
    [{ type: TYPE, evaluationDelay: 'PT360M' }, []],
    [{ type: TYPE, evaluationDelay: 'PT1H30M' }, []],
    [undefined, ['error details/missing /effect']],
    [{}, ['error details/missing /details']],
    [{ type: TYPE, existenceScope: 'Tenant' }, ['error details/value /details/existenceScope']],
    [{ type: TYPE, evaluationDelay: 'PT361M' }, ['error details/value /details/evaluationDelay']],
    [{ type: TYPE, evaluationDelay: 'PT' }, ['error details/value /details/evaluationDelay']],
    [{ type: TYPE, evaluationDelay: 10 }, ['error details/shape /details/evaluationDelay']],
    [{ type: TYPE, existenceCondition: {} }, ['error condition/empty /details/existenceCondition']],
    [
      { type: TYPE, existenceCondition: { allOf: [{ field: 'nmae', equals: 1 }] } },
      ['error field/unknown /details/existenceCondition/allOf/0/field'],
    ],
  ])('%j: %j', (details, problems) => {
    expect(problemsOf('auditIfNotExists', details)).toEqual(problems);
  });

  test('has at most 128 conditions', () => {
    const condition = (count: number) => ({
      allOf: Array.from({ length: count }, () => ({ field: 'name', exists: true })),
    });
    expect(problemsOf('auditIfNotExists', { type: TYPE, existenceCondition: condition(128) })).toEqual([]);
    expect(problemsOf('auditIfNotExists', { type: TYPE, existenceCondition: condition(129) })).toEqual([
      'error limit/existence-conditions /details/existenceCondition',
    ]);
  });
});

describe('deployIfNotExists', () => {
  const details = {
    type: TYPE,
    roleDefinitionIds: ['r'],
    deployment: { properties: { mode: 'incremental', template: { x: '[reference()]' } } },
  };
  const { deployment } = details;
  test.each<[JsonValue, readonly string[]]>([
    [details, []],
    [
      {
        ...details,
        deployment: {
          properties: { ...deployment.properties, parameters: { a: { value: "[field('name')]" } } },
        },
      },
      [],
    ],
    [
      {
        ...details,
        deployment: {
          properties: { ...deployment.properties, parameters: { a: { value: '[reference()]' } } },
        },
      },
      ['error function/not-in-rules /details/deployment/properties/parameters/a/value'],
    ],
    [{ type: TYPE }, ['error details/missing /details', 'error details/missing /details']],
    [{ ...details, deploymentScope: 'Subscription' }, ['error details/missing /details/deployment']],
    [
      { ...details, deploymentScope: 'Subscription', deployment: { ...deployment, location: 'westeurope' } },
      [],
    ],
    [{ ...details, deploymentScope: 'Tenant' }, ['error details/value /details/deploymentScope']],
    [{ ...details, deployment: {} }, ['error details/missing /details/deployment']],
    [
      { ...details, deployment: { properties: {} } },
      ['error details/missing /details/deployment/properties'],
    ],
  ])('%j: %j', (value, problems) => {
    expect(problemsOf('deployIfNotExists', value)).toEqual(problems);
  });
});

describe('denyAction and manual', () => {
  test.each<[string, JsonValue | undefined, string, readonly string[]]>([
    ['denyAction', { actionNames: ['delete'] }, 'All', []],
    ['denyAction', { actionNames: ['Delete'], cascadeBehaviors: { resourceGroup: 'Allow' } }, 'Indexed', []],
    [
      'denyAction',
      { actionNames: ['delete'], cascadeBehaviors: { resourceGroup: 'deny' } },
      'All',
      ['error details/not-in-mode /details/cascadeBehaviors'],
    ],
    [
      'denyAction',
      { actionNames: ['delete'], cascadeBehaviors: { resourceGroup: 'maybe' } },
      'Indexed',
      ['error details/value /details/cascadeBehaviors/resourceGroup'],
    ],
    ['denyAction', { actionNames: ['write'] }, 'All', ['error details/value /details/actionNames/0']],
    ['denyAction', { actionNames: [] }, 'All', ['error details/shape /details/actionNames']],
    ['denyAction', undefined, 'All', ['error details/missing /effect']],
    ['manual', undefined, 'All', []],
    ['manual', { defaultState: 'Non-compliant' }, 'All', []],
    ['manual', { defaultState: 'unknown' }, 'All', []],
    ['manual', { defaultState: 'Maybe' }, 'All', ['error details/value /details/defaultState']],
    ['manual', 'x', 'All', ['error details/shape /details']],
  ])('%s %j in %s: %j', (effect, details, mode, problems) => {
    expect(problemsOf(effect, details, mode)).toEqual(problems);
  });
});

describe('effects of other data-plane modes', () => {
  const templateInfo = { sourceType: 'PublicURL', url: 'https://x' };
  const constraint = { templateInfo, apiGroups: [''], kinds: ['Pod'] };
  const K = 'Microsoft.Kubernetes.Data';
  test.each<[string, JsonValue | undefined, string, readonly string[]]>([
    ['deny', constraint, K, []],
    [
      'deny',
      { ...constraint, kinds: "[parameters('nobody')]" },
      K,
      ['error parameter/unknown /details/kinds'],
    ],
    ['audit', { constraintTemplate: 'https://x', constraint: 'https://y' }, K, []],
    ['deny', undefined, K, ['error details/missing /effect']],
    ['deny', {}, K, ['error details/shape /details']],
    ['deny', { ...constraint, constraintTemplate: 'x' }, K, ['error details/shape /details']],
    ['deny', { templateInfo }, K, ['error details/missing /details', 'error details/missing /details']],
    ['deny', { ...constraint, apiGroups: ['*'] }, K, ['error details/value /details/apiGroups/0']],
    [
      'deny',
      { ...constraint, templateInfo: { sourceType: 'Disk' } },
      K,
      ['error details/value /details/templateInfo/sourceType', 'error details/missing /details/templateInfo'],
    ],
    ['mutate', { mutationInfo: templateInfo }, K, []],
    ['mutate', {}, K, ['error details/missing /details']],
    ['addToNetworkGroup', { networkGroupId: '/x' }, 'Microsoft.Network.Data', []],
    ['addToNetworkGroup', {}, 'Microsoft.Network.Data', ['error details/missing /details']],
    ['enforceSetting', { setting: { name: 'x' } }, 'Microsoft.MachineLearningServices.Data', []],
    [
      'enforceSetting',
      { setting: 'x' },
      'Microsoft.MachineLearningServices.Data',
      ['error details/shape /details/setting'],
    ],
    ['enforceSetting', { setting: {} }, 'All', ['error effect/not-in-mode /effect']],
  ])('%s %j in %s: %j', (effect, details, mode, problems) => {
    expect(problemsOf(effect, details, mode)).toEqual(problems);
  });
});
