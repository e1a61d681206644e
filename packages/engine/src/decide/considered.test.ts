import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import type { EvaluationRequest } from '../model/decision.ts';
import type { PolicyAssignment, PolicyDefinition, SnapshotChange } from '../model/records.ts';
import {
  assign,
  assignment,
  definition,
  deployment,
  ONE_REGISTRY,
  put,
  registryModel,
  snapshotOf,
  TAGGED,
  THING,
  thing,
  write,
} from '../testing/policies.ts';
import { considered } from './considered.ts';
import { decide } from './decide.ts';

const S1 = '/subscriptions/s1';
const RG1 = `${S1}/resourceGroups/rg1`;
const rule = (name: string, condition: JsonObject, effect = 'deny', mode = 'All') =>
  definition(name, { mode, policyRule: { if: condition, then: { effect } } });
const ALL = rule('all', { field: 'location', exists: true });
const NONE = rule('none', { field: 'location', exists: false });
const AUDIT = rule('audit', { field: 'location', exists: true }, 'audit');
const NOBODY = rule('nobody', { value: '[requestContext().identity.appid]', equals: 'x' }, 'audit');
const KEEP = rule('keep', { field: 'type', equals: THING }, 'denyAction');
const OTHER_TYPE = rule('other-type', { field: 'type', equals: 'Microsoft.X/others' });
const OTHER_NAME = rule('other-name', {
  allOf: [
    { field: 'name', like: 'x*' },
    { field: 'location', exists: true },
  ],
});
const OFF = rule('off', { field: 'type', equals: THING }, 'disabled');
const WRONG = rule('wrong', { value: "[int('x')]", equals: 1 }, 'auditIfNotExists');
const NEEDS = definition('needs', {
  mode: 'All',
  policyRule: {
    if: { field: 'location', exists: true },
    then: { effect: 'auditIfNotExists', details: { type: 'Microsoft.X/others' } },
  },
});
const APPEND = definition('append', {
  mode: 'All',
  policyRule: {
    if: { field: 'tags.env', exists: false },
    then: { effect: 'append', details: [{ field: 'tags.env', value: 'x' }] },
  },
});
const EXEMPTION: SnapshotChange = {
  kind: 'policyExemption',
  key: `${RG1}/e`.toLowerCase(),
  record: {
    id: `${RG1}/e`,
    name: 'e',
    scope: RG1,
    policyAssignmentId: assignment('a', S1, ALL).id,
    policyDefinitionReferenceIds: [],
    exemptionCategory: 'Waiver',
    assignmentScopeValidation: 'Default',
  },
};

function tell(
  assigned: PolicyDefinition,
  record: Partial<PolicyAssignment> = {},
  resource: JsonObject & { readonly id: string } = thing('t'),
  request: Partial<EvaluationRequest> = {},
  more: readonly SnapshotChange[] = [],
) {
  const snapshot = snapshotOf(put(assigned), assign(assignment('a', S1, assigned, record)), ...more);
  const asked = write(snapshot, resource, request);
  return considered(snapshot, asked, decide(snapshot, asked));
}

const selectors = (location: string): Partial<PolicyAssignment> => ({
  resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: [location] }] }],
});
const group = { id: RG1, name: 'rg1', type: 'Microsoft.Resources/subscriptions/resourceGroups' };

test.each<[string, string, ReturnType<typeof tell>]>([
  ['refuses', 'refuses', tell(ALL)],
  ['holds without refusing', 'matches', tell(AUDIT)],
  ['does not hold', 'passes', tell(NONE)],
  ['changes the request', 'changed', tell(APPEND)],
  ['cannot be evaluated, and does not refuse', 'fails', tell(WRONG)],
  ['looks at what nobody fetched', 'pending', tell(NEEDS)],
  ['is excluded', 'excluded', tell(ALL, { notScopes: [RG1] })],
  ['is not selected', 'notSelected', tell(ALL, selectors('westus'))],
  ['is selected', 'refuses', tell(ALL, selectors('East US'))],
  ['is disabled', 'disabled', tell(OFF)],
  [
    'is disabled by an override',
    'disabled',
    tell(ALL, { overrides: [{ kind: 'policyEffect', value: 'disabled', selectors: [] }] }),
  ],
  [
    'has an effect that depends on the location',
    'refuses',
    tell(ALL, {
      overrides: [
        { kind: 'policyEffect', value: 'audit', selectors: [{ kind: 'resourceLocation', in: ['westus'] }] },
      ],
    }),
  ],
  ['is of another mode', 'otherMode', tell(ONE_REGISTRY, { parameters: { effect: 'Deny' } })],
  ['sees no containers', 'otherMode', tell(TAGGED, { parameters: { tag: 'a' } }, group)],
  ['acts on deletes alone', 'otherOccasion', tell(ALL, {}, thing('t'), { occasion: 'delete' })],
  ['acts on this delete', 'refuses', tell(KEEP, {}, thing('t'), { occasion: 'delete' })],
  [
    'lets the resource go with its group',
    'cascades',
    tell(KEEP, {}, thing('t'), { occasion: 'delete', cascade: 'resourceGroup' }),
  ],
  ['is about another type', 'otherType', tell(OTHER_TYPE)],
  ['is not applicable', 'notApplicable', tell(OTHER_NAME)],
  ['is exempt', 'exempt', tell(ALL, {}, thing('t'), {}, [EXEMPTION])],
  ['is not enforced', 'notEnforced', tell(ALL, { enforcementMode: 'DoNotEnforce' })],
  ['is not enrolled', 'notEnrolled', tell(ALL, { enforcementMode: 'Enroll' })],
  ['does not look at tags', 'tagsOnly', tell(AUDIT, {}, thing('t'), { tagsOnly: true })],
  ['asks who calls', 'identityUnknown', tell(NOBODY, {}, thing('t'), { occasion: 'scan' })],
  [
    'would see a type that policy does not look at',
    'notJudged',
    tell(
      ALL,
      {},
      {
        id: `${RG1}/providers/Microsoft.Resources/tags/default`,
        name: 'default',
        type: 'Microsoft.Resources/tags',
      },
    ),
  ],
])('a rule that %s', (_, standing, rows) => {
  expect(rows.map(row => row.standing)).toEqual([standing]);
  expect(rows[0]?.why).toMatch(/\.( \(.+\))?$/);
});

test('what is assigned elsewhere is not considered', () => {
  expect(tell(ALL, { scope: '/subscriptions/s2' })).toEqual([]);
});

test('a rule over components is told of for the component that it was judged on, with what it saw', () => {
  const [row, ...others] = tell(
    ONE_REGISTRY,
    { parameters: { allowedRegistryName: 'ok', effect: 'Deny' } },
    deployment('d', registryModel('bad')),
  );
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    standing: 'refuses',
    effect: 'Deny',
    component: { name: 'd' },
    result: { refuses: true },
    trace: { outcome: { kind: 'matched' }, root: { kind: 'allOf', result: true } },
  });
});

test('what is exempt says what it would have come to', () => {
  const [row] = tell(ALL, {}, thing('t'), {}, [EXEMPTION]);
  expect(row?.why).toContain(`${RG1}/e`);
  expect(row?.trace?.outcome).toEqual({ kind: 'matched' });
});

test('every result of the decision is told of, once', () => {
  const parts = [ALL, AUDIT, NONE, NOBODY].map((each, index) => [
    put(each),
    assign(assignment(`a${index}`, index % 2 === 0 ? S1 : RG1, each)),
  ]);
  const snapshot = snapshotOf(...parts.flat());
  const request = write(snapshot, thing('t'));
  const decision = decide(snapshot, request);
  const told = considered(snapshot, request, decision).flatMap(({ result }) => result ?? []);
  expect(told).toEqual(decision.results);
});

test('members of an initiative are told of one by one, and those that nothing judges by too', () => {
  const odd = definition('odd', {
    mode: 'Microsoft.Kubernetes.Data',
    policyRule: ALL.document['policyRule'] ?? {},
  });
  const id = '/providers/Microsoft.Authorization/policySetDefinitions/set';
  const set: SnapshotChange = {
    kind: 'policySetDefinition',
    key: id.toLowerCase(),
    record: {
      id,
      name: 'set',
      policyType: 'BuiltIn',
      version: '1.0.0',
      parameters: {},
      groups: [],
      members: [ALL, OFF, odd].map(each => ({
        policyDefinitionId: each.id,
        policyDefinitionReferenceId: each.name,
        parameters: {},
        groupNames: [],
      })),
    },
  };
  const snapshot = snapshotOf(put(ALL), put(OFF), put(odd), set, assign(assignment('a', S1, id)));
  const request = write(snapshot, thing('t'));
  const rows = considered(snapshot, request, decide(snapshot, request));
  expect(rows.map(row => [row.reference?.referenceId, row.standing])).toEqual([
    ['all', 'refuses'],
    ['odd', 'notSupported'],
    ['off', 'disabled'],
  ]);
});
