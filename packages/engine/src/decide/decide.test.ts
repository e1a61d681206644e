import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import type { Decision, EvaluationRequest } from '../model/decision.ts';
import type { PolicyAssignment, SnapshotChange } from '../model/records.ts';
import {
  APPROVED,
  assign,
  assignment,
  definition,
  deployment,
  ONE_REGISTRY,
  put,
  REGISTRIES,
  registryModel,
  snapshotOf,
  TAGGED,
  THING,
  thing,
  write,
} from '../testing/policies.ts';
import { decide } from './decide.ts';

const MG = '/providers/Microsoft.Management/managementGroups';
const RG1 = '/subscriptions/s1/resourceGroups/rg1';
const DEFINITIONS = [ONE_REGISTRY, APPROVED, REGISTRIES, TAGGED].map(put);
const oneRegistry = (name: string, scope: string, registry: string, more: Partial<PolicyAssignment> = {}) =>
  assign(
    assignment(name, scope, ONE_REGISTRY, {
      parameters: { allowedRegistryName: registry, effect: 'Deny' },
      ...more,
    }),
  );

function decideOn(
  changes: readonly SnapshotChange[],
  resource: JsonObject & { readonly id: string },
  request: Partial<EvaluationRequest> = {},
): Decision {
  const snapshot = snapshotOf(...DEFINITIONS, ...changes);
  return decide(snapshot, write(snapshot, resource, request));
}

/** Each result in short: `assignment subject outcome state`, `!` where it refuses. */
function results(decision: Decision): readonly string[] {
  return decision.results.map(({ assignment: { name }, component, outcome, complianceState, refuses }) =>
    [name, component ? 'component' : 'resource', outcome, complianceState + (refuses ? '!' : '')].join(' '),
  );
}

const COMPLIANT = 'component notMatched Compliant';
const REFUSED = 'component matched NonCompliant!';
const FAILING = definition('failing', {
  mode: 'All',
  parameters: { effect: { type: 'String', defaultValue: 'Audit' } },
  policyRule: {
    if: { value: "[int(field('name'))]", equals: 1 },
    then: { effect: "[parameters('effect')]" },
  },
});

test('nothing assigned lets everything pass', () => {
  const decision = decideOn([], deployment('d', registryModel('any')));
  expect([decision.verdict, decision.results, decision.id, decision.revision]).toEqual([
    'allow',
    [],
    'd1',
    1,
  ]);
  expect(decision.components.map(component => component.content['model'])).toEqual([registryModel('any')]);
});

test.each<[string, string, readonly string[]]>([
  ['the tenant', '', [`a ${REFUSED}`]],
  ['a management group above', `${MG}/root`, [`a ${REFUSED}`]],
  ['another management group', `${MG}/sandbox`, []],
  ['the subscription, in another letter case', '/SUBSCRIPTIONS/S1', [`a ${REFUSED}`]],
  ['another subscription', '/subscriptions/s2', []],
  ['the group', RG1, [`a ${REFUSED}`]],
  ['a group of that name elsewhere', '/subscriptions/s2/resourceGroups/rg1', []],
  ['the parent resource', `${RG1}/providers/Microsoft.Models/hosts/h`, [`a ${REFUSED}`]],
  ['another parent resource', `${RG1}/providers/Microsoft.Models/hosts/h2`, []],
  ['the resource itself', `${RG1}/providers/Microsoft.Models/hosts/h/deployments/d`, [`a ${REFUSED}`]],
])('an assignment at %s', (_, scope, expected) => {
  expect(results(decideOn([oneRegistry('a', scope, 'ok')], deployment('d', registryModel('bad'))))).toEqual(
    expected,
  );
});

test.each<[string, readonly string[], readonly string[]]>([
  ['another scope', ['/subscriptions/s1/resourceGroups/rg2'], [`a ${REFUSED}`]],
  ['the group, in another letter case', ['/subscriptions/S1/resourcegroups/RG1/'], []],
  ['a management group above the resource', [`${MG}/production`], []],
  ['the resource itself', [`${RG1}/providers/Microsoft.Models/hosts/h/deployments/d`], []],
  ['a group whose name only begins alike', ['/subscriptions/s1/resourceGroups/rg'], [`a ${REFUSED}`]],
])('excluding %s', (_, notScopes, expected) => {
  const change = oneRegistry('a', `${MG}/root`, 'ok', { notScopes });
  expect(results(decideOn([change], deployment('d', registryModel('bad'))))).toEqual(expected);
});

test('refusals add up: a stricter scope cannot be loosened below it, and all of them are listed', () => {
  const changes = [oneRegistry('strict', `${MG}/root`, 'ok'), oneRegistry('loose', RG1, 'hub')];
  expect(results(decideOn(changes, deployment('d', registryModel('hub'))))).toEqual([
    `strict ${REFUSED}`,
    `loose ${COMPLIANT}`,
  ]);
  const both = decideOn(changes, deployment('d', registryModel('third')));
  expect([both.verdict, results(both)]).toEqual(['deny', [`strict ${REFUSED}`, `loose ${REFUSED}`]]);
});

test('results are in the order of assignment ids, whatever the scope', () => {
  const changes = [
    oneRegistry('z', '', 'x'),
    oneRegistry('b', RG1, 'x'),
    oneRegistry('a', RG1, 'x'),
    oneRegistry('c', '/subscriptions/s1', 'x'),
  ];
  const decision = decideOn(changes, deployment('d', registryModel('bad')));
  const ids = decision.results.map(result => result.assignment.id.toLowerCase());
  expect(ids).toHaveLength(4);
  expect(ids).toEqual([...ids].sort());
});

test('the resource and its component are judged together, each by the modes that see it', () => {
  const tagged = assign(assignment('tagged', RG1, TAGGED, { parameters: { tag: 'owner' } }));
  const decision = decideOn(
    [tagged, oneRegistry('registry', RG1, 'ok')],
    deployment('d', registryModel('bad')),
  );
  expect([decision.verdict, results(decision)]).toEqual([
    'deny',
    [`registry ${REFUSED}`, 'tagged resource matched NonCompliant!'],
  ]);
});

test.each<[string, Partial<PolicyAssignment>, string, readonly string[]]>([
  ['enforced deny refuses', {}, 'deny', [`a ${REFUSED}`]],
  [
    'not enforced deny only reports',
    { enforcementMode: 'DoNotEnforce' },
    'allow',
    ['a component matched NonCompliant'],
  ],
  [
    'enrolment that nobody has does not refuse',
    { enforcementMode: 'Enroll' },
    'allow',
    ['a component matched NonCompliant'],
  ],
  [
    'audit reports',
    { parameters: { allowed: [], effect: 'Audit' } },
    'allow',
    ['a component matched NonCompliant'],
  ],
  [
    'the effect is read without case',
    { parameters: { allowed: [], effect: 'dENY' } },
    'deny',
    [`a ${REFUSED}`],
  ],
  ['disabled is not evaluated', { parameters: { allowed: [], effect: 'Disabled' } }, 'allow', []],
])('%s', (_, more, verdict, expected) => {
  const change = assign(assignment('a', RG1, REGISTRIES, { parameters: { allowed: [] }, ...more }));
  const decision = decideOn([change], deployment('d', registryModel('bad')));
  expect([decision.verdict, results(decision)]).toEqual([verdict, expected]);
});

test.each<[string, JsonObject & { readonly id: string }, readonly string[]]>([
  ['a tracked type', thing('t'), ['a resource matched NonCompliant!']],
  [
    'its tag in another letter case',
    thing('t', { tags: { OWNER: 'me' } }),
    ['a resource notMatched Compliant'],
  ],
  ['an untracked child', { ...thing('t/parts/p'), type: `${THING}/parts` }, []],
  [
    'a resource group',
    { id: RG1, name: 'rg1', type: 'Microsoft.Resources/subscriptions/resourceGroups' },
    [],
  ],
  ['a type that nobody describes', { ...thing('t'), type: 'Microsoft.Y/others' }, []],
])('a definition without a mode is Indexed: %s', (_, resource, expected) => {
  expect(
    results(decideOn([assign(assignment('a', '', TAGGED, { parameters: { tag: 'owner' } }))], resource)),
  ).toEqual(expected);
});

test.each<[string, JsonObject & { readonly id: string }, number]>([
  ['a tracked type', thing('t'), 1],
  ['an untracked child', { ...thing('t/parts/p'), type: `${THING}/parts` }, 1],
  ['a resource group', { id: RG1, name: 'rg1', type: 'Microsoft.Resources/subscriptions/resourceGroups' }, 1],
  ['a subscription', { id: '/subscriptions/s1', name: 's1', type: 'Microsoft.Resources/subscriptions' }, 1],
  ['a type that nobody describes', { ...thing('t'), type: 'Microsoft.Y/others' }, 1],
  ['anything else of ARM itself', { ...thing('t'), type: 'Microsoft.Resources/deployments' }, 0],
  ['a policy object', { ...thing('t'), type: 'Microsoft.Authorization/policyAssignments' }, 0],
  [
    'a policy object that nobody describes',
    { ...thing('t'), type: 'microsoft.authorization/POLICYexemptions' },
    0,
  ],
  ['billing', { ...thing('t'), type: 'Microsoft.Billing/billingAccounts' }, 0],
])('mode All sees %s: %#', (_, resource, count) => {
  const everything = definition('everything', {
    mode: 'ALL',
    policyRule: { if: { field: 'name', exists: true }, then: { effect: 'deny' } },
  });
  const decision = decideOn([put(everything), assign(assignment('a', '', everything))], resource);
  expect(decision.results).toHaveLength(count);
});

test('a rule that fails refuses even as audit, and says why', () => {
  const decision = decideOn([put(FAILING), assign(assignment('a', '', FAILING))], thing('seven'));
  expect([decision.verdict, results(decision)]).toEqual(['deny', ['a resource error Error!']]);
  expect(decision.results[0]?.error?.message).toMatch(/./);
});

test.each<[string, Partial<PolicyAssignment>, Partial<EvaluationRequest>, string]>([
  [
    'a failing rule that is not enforced does not refuse',
    { enforcementMode: 'DoNotEnforce' },
    {},
    'a resource error Error',
  ],
  ['a failing rule in a scan is a state', {}, { occasion: 'scan' }, 'a resource error Error'],
])('%s', (_, more, request, expected) => {
  const decision = decideOn(
    [put(FAILING), assign(assignment('a', '', FAILING, more))],
    thing('seven'),
    request,
  );
  expect([decision.verdict, results(decision)]).toEqual(['allow', [expected]]);
});

const BROKEN_RULE = definition('broken', { mode: 'All', policyRule: { if: {}, then: { effect: 'deny' } } });
const UNKNOWN_MODE = definition('moded', {
  mode: 'Everything',
  policyRule: { if: { field: 'type', equals: 'x' }, then: { effect: 'deny' } },
});
const OTHER_DATA_MODE = definition('other-data', {
  mode: 'Microsoft.Nobody.Data',
  policyRule: { if: { field: 'type', equals: 'x' }, then: { effect: 'deny' } },
});
const GROUPING = definition('grouping', {
  mode: 'All',
  policyRule: {
    if: { field: 'type', equals: THING },
    then: { effect: 'addToNetworkGroup', details: { networkGroupId: 'x' } },
  },
});

test.each<[string, readonly SnapshotChange[], string]>([
  [
    'names a definition that is gone',
    [assign(assignment('a', RG1, '/providers/Microsoft.Authorization/policyDefinitions/gone'))],
    'PolicyDefinitionNotFound',
  ],
  [
    'has a rule that is no rule',
    [put(BROKEN_RULE), assign(assignment('a', RG1, BROKEN_RULE))],
    'InvalidPolicyRule',
  ],
  ['lacks a parameter', [assign(assignment('a', RG1, TAGGED))], 'InvalidPolicyParameters'],
  [
    'gives a parameter of the wrong type',
    [assign(assignment('a', RG1, TAGGED, { parameters: { tag: 7 } }))],
    'InvalidPolicyParameters',
  ],
  [
    'has a mode that nobody knows',
    [put(UNKNOWN_MODE), assign(assignment('a', RG1, UNKNOWN_MODE))],
    'InvalidPolicyMode',
  ],
  [
    'has a data-plane mode that nobody described',
    [put(OTHER_DATA_MODE), assign(assignment('a', RG1, OTHER_DATA_MODE))],
    'FeatureNotSupported',
  ],
  [
    'needs an effect that is not built',
    [put(GROUPING), assign(assignment('a', RG1, GROUPING))],
    'FeatureNotSupported',
  ],
])('an assignment that %s refuses what it covers', (_, changes, code) => {
  const decision = decideOn(changes, thing('t'));
  expect([decision.verdict, results(decision)]).toEqual(['deny', ['a resource error Error!']]);
  expect(decision.results[0]?.error?.code).toBe(code);
});

test('an unusable assignment that is not enforced refuses nothing', () => {
  const gone = assignment('a', RG1, '/providers/Microsoft.Authorization/policyDefinitions/gone', {
    enforcementMode: 'DoNotEnforce',
  });
  expect(results(decideOn([assign(gone)], thing('t')))).toEqual(['a resource error Error']);
});

test('an unusable definition of a data mode refuses components, not other resources', () => {
  const broken = definition('b', {
    mode: 'Microsoft.Models.Data',
    policyRule: { if: {}, then: { effect: 'deny' } },
  });
  const changes = [put(broken), assign(assignment('a', '', broken))];
  expect(results(decideOn(changes, thing('t')))).toEqual([]);
  expect(results(decideOn(changes, deployment('d', {})))).toEqual(['a component error Error!']);
});

test('a delete is judged by nothing yet', () => {
  const decision = decideOn([oneRegistry('a', '', 'ok')], deployment('d', registryModel('bad')), {
    occasion: 'delete',
  });
  expect([decision.verdict, decision.results, decision.components]).toEqual(['allow', [], []]);
});

test('a scan reports and refuses nothing', () => {
  const decision = decideOn([oneRegistry('a', '', 'ok')], deployment('d', registryModel('bad')), {
    occasion: 'scan',
  });
  expect([decision.verdict, results(decision)]).toEqual(['allow', ['a component matched NonCompliant']]);
});

test('a rule that asks who calls judges requests, and does not apply to scans', () => {
  const asking = definition('asking', {
    mode: 'All',
    policyRule: {
      if: { value: "[tryGet(requestContext().identity, 'idtyp')]", notIn: ['app'] },
      then: { effect: 'deny' },
    },
  });
  const changes = [put(asking), assign(assignment('a', '', asking))];
  expect(results(decideOn(changes, thing('t')))).toEqual(['a resource matched NonCompliant!']);
  expect(results(decideOn(changes, thing('t'), { caller: { idtyp: 'app' } }))).toEqual([
    'a resource notMatched Compliant',
  ]);
  expect(results(decideOn(changes, thing('t'), { occasion: 'scan' }))).toEqual([
    'a resource notMatched NotApplicable',
  ]);
});

test('a PATCH of tags is judged by rules that read tags; the others only keep the states whole', () => {
  const tagged = assign(assignment('tagged', RG1, TAGGED, { parameters: { tag: 'owner' } }));
  const changes = [tagged, oneRegistry('registry', RG1, 'ok')];
  const decision = decideOn(changes, deployment('d', registryModel('bad')), { tagsOnly: true });
  expect(results(decision)).toEqual([
    'registry component matched NonCompliant',
    'tagged resource matched NonCompliant!',
  ]);
  expect(decision.results.map(result => result.stateOnly)).toEqual([true, undefined]);
  const other = decideOn([oneRegistry('registry', RG1, 'ok')], deployment('d', registryModel('bad')), {
    tagsOnly: true,
  });
  expect(other.verdict).toBe('allow');
});

test('the rule sees the request: api-version, scope, assignment and definition', () => {
  const asking = definition('asking', {
    mode: 'All',
    policyRule: {
      if: {
        allOf: [
          { value: '[requestContext().apiVersion]', equals: '2024-04-01' },
          { value: '[resourceGroup().name]', equals: 'rg1' },
          { value: "[subscription().tags['tier']]", equals: 's1' },
          { value: '[policy().assignmentId]', like: '*/policyAssignments/a' },
          { value: '[policy().definitionId]', like: '*/policyDefinitions/asking' },
          { value: '[policy().setDefinitionId]', equals: '' },
          { value: '[utcNow()]', like: '2026-01-01T*' },
        ],
      },
      then: { effect: 'deny' },
    },
  });
  expect(decideOn([put(asking), assign(assignment('a', '', asking))], thing('t')).verdict).toBe('deny');
});

test('evaluated expressions come with what matched or failed, never with what passed', () => {
  const changes = [oneRegistry('bad', RG1, 'x'), oneRegistry('good', RG1, 'hub')];
  const [bad, good] = decideOn(changes, deployment('d', registryModel('hub'))).results;
  expect(bad?.evaluatedExpressions?.map(leaf => [leaf.result, leaf.path])).toEqual([
    ['True', 'type'],
    ['True', 'model.assetId'],
    ['False', 'model.assetId'],
  ]);
  expect([good?.outcome, good?.evaluatedExpressions]).toEqual(['notMatched', undefined]);
});

test('effect is as written, effectName as the language spells it', () => {
  const change = assign(assignment('a', RG1, REGISTRIES, { parameters: { allowed: [], effect: 'Audit' } }));
  const [result] = decideOn([change], deployment('d', {})).results;
  expect([result?.effect, result?.effectName]).toEqual(['Audit', 'audit']);
});

test('the non-compliance message comes along, in data modes too', () => {
  const nonComplianceMessages = [
    { message: 'for a member', policyDefinitionReferenceId: 'm1' },
    { message: 'Use the approved registry.' },
  ];
  const changes = [oneRegistry('a', RG1, 'x', { nonComplianceMessages }), oneRegistry('b', RG1, 'x')];
  const decision = decideOn(changes, deployment('d', registryModel('hub')));
  expect(decision.results.map(result => result.message)).toEqual(['Use the approved registry.', undefined]);
});
