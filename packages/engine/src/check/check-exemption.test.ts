import { expect, test } from 'vitest';
import type { PolicyAssignment, PolicyExemption, PolicySetDefinition } from '../model/records.ts';
import {
  assign,
  assignment,
  DEPLOYMENT,
  definition,
  ONE_REGISTRY,
  put,
  snapshotOf,
  TAGGED,
  THING,
} from '../testing/policies.ts';
import { checkChanges } from './check-changes.ts';

const S1 = '/subscriptions/s1';
const RG1 = `${S1}/resourceGroups/rg1`;
const thing = `${RG1}/providers/${THING}/one`;
const ONLY_THINGS = definition('things', {
  mode: 'All',
  policyRule: { if: { field: 'type', equals: THING }, then: { effect: 'deny' } },
});
const ONLY_PARTS = definition('parts', {
  mode: 'All',
  policyRule: { if: { field: 'type', equals: `${THING}/parts` }, then: { effect: 'deny' } },
});
const ONLY_ONE_REGISTRY = {
  policyDefinitionId: ONE_REGISTRY.id,
  parameters: { allowedRegistryName: 'azureml', effect: 'Deny' },
};
const SET: PolicySetDefinition = {
  id: '/providers/Microsoft.Authorization/policySetDefinitions/set',
  name: 'set',
  policyType: 'BuiltIn',
  version: '1.0.0',
  parameters: {},
  groups: [],
  members: [
    {
      policyDefinitionId: ONLY_THINGS.id,
      policyDefinitionReferenceId: 'One',
      parameters: {},
      groupNames: [],
    },
  ],
};

function findings(scope: string, more: Partial<PolicyExemption>, given: Partial<PolicyAssignment>) {
  const assigned = assignment('a', S1, ONLY_THINGS, given);
  const world = snapshotOf(
    put(ONLY_THINGS),
    put(TAGGED),
    put(ONLY_PARTS),
    put(ONE_REGISTRY),
    { kind: 'policySetDefinition', key: SET.id.toLowerCase(), record: SET },
    assign(assigned),
  );
  const record: PolicyExemption = {
    id: `${scope}/providers/Microsoft.Authorization/policyExemptions/e`,
    name: 'e',
    scope,
    policyAssignmentId: assigned.id,
    policyDefinitionReferenceIds: [],
    exemptionCategory: 'Waiver',
    assignmentScopeValidation: 'Default',
    ...more,
  };
  const found = checkChanges(world, [{ kind: 'policyExemption', key: record.id.toLowerCase(), record }]);
  return [...found.problems, ...found.warnings].map(({ code }) => code);
}

const NOTHING = ['exemption/covers-nothing'];
const OF_SET = { policyDefinitionId: SET.id };

test.each<[string, string, Partial<PolicyExemption>, Partial<PolicyAssignment>, readonly string[]]>([
  ['of its own scope', S1, {}, {}, []],
  ['of a group below', RG1.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), {}, {}, []],
  ['of a resource', thing, {}, {}, []],
  [
    'of a resource of a type that no rule is about',
    `${RG1}/providers/${DEPLOYMENT.replace('/hosts/', '/hosts/h/')}/d`,
    {},
    {},
    NOTHING,
  ],
  ['of something in a resource that it is about', `${thing}/parts/p`, {}, {}, NOTHING],
  ['of the resource that what it is about is in', thing, {}, { policyDefinitionId: ONLY_PARTS.id }, []],
  [
    'of the resource that the models are in',
    `${RG1}/providers/Microsoft.Models/hosts/h`,
    {},
    ONLY_ONE_REGISTRY,
    [],
  ],
  ['of a resource that no models are in', thing, {}, ONLY_ONE_REGISTRY, NOTHING],
  ['of what the assignment excludes', thing, {}, { notScopes: [RG1] }, NOTHING],
  ['of another subscription', '/subscriptions/s2', {}, {}, ['InvalidPolicyExemptionScope']],
  [
    'of another subscription, for later',
    '/subscriptions/s2',
    { assignmentScopeValidation: 'DoNotValidate' },
    {},
    ['exemption/outside-scope'],
  ],
  ['of no assignment', S1, { policyAssignmentId: '/none' }, {}, ['PolicyAssignmentNotFound']],
  ['of a member', RG1, { policyDefinitionReferenceIds: ['ONE'] }, OF_SET, []],
  [
    'of a member that there is not',
    RG1,
    { policyDefinitionReferenceIds: ['two'] },
    OF_SET,
    ['InvalidPolicyExemption'],
  ],
  [
    'of a member that is disabled',
    RG1,
    { policyDefinitionReferenceIds: ['one'] },
    { ...OF_SET, overrides: [{ kind: 'policyEffect', value: 'disabled', selectors: [] }] },
    NOTHING,
  ],
  [
    'of a member where there are none',
    RG1,
    { policyDefinitionReferenceIds: ['one'] },
    {},
    ['InvalidPolicyExemption'],
  ],
])('an exemption %s', (_, scope, more, given, expected) => {
  expect(findings(scope, more, given)).toEqual(expected);
});
