import { expect, test } from 'vitest';
import type { PolicySetDefinition } from '../model/records.ts';
import { definition, put, snapshotOf } from '../testing/policies.ts';
import { checkChanges } from './check-changes.ts';

const rule = { if: { field: 'name', like: 'x*' }, then: { effect: 'audit' } };
const PLAIN = definition('plain', { policyRule: rule });
const NEEDS = definition('needs', {
  policyRule: rule,
  parameters: { Tag: { type: 'String' }, effect: { type: 'String', defaultValue: 'Audit' } },
});
const WORLD = snapshotOf(put(PLAIN), put(NEEDS));

type Member = PolicySetDefinition['members'][number];

function member(policyDefinitionId: string, more: Partial<Member> = {}): Member {
  return { policyDefinitionId, policyDefinitionReferenceId: 'one', parameters: {}, groupNames: [], ...more };
}

function findings(members: readonly Member[], more: Partial<PolicySetDefinition> = {}) {
  const record: PolicySetDefinition = {
    id: '/providers/Microsoft.Authorization/policySetDefinitions/s',
    name: 's',
    policyType: 'BuiltIn',
    version: '1.0.0',
    parameters: {},
    groups: [],
    members,
    ...more,
  };
  const found = checkChanges(WORLD, [{ kind: 'policySetDefinition', key: record.id.toLowerCase(), record }]);
  return [...found.problems, ...found.warnings].map(({ code, target }) => `${code} ${target}`);
}

test.each<[string, readonly Member[], Partial<PolicySetDefinition>]>([
  ['no members', [], {}],
  ['a member, its id in any case', [member(PLAIN.id.toUpperCase())], {}],
  [
    'a definition twice, by two references',
    [member(PLAIN.id), member(PLAIN.id, { policyDefinitionReferenceId: 'two' })],
    {},
  ],
  ['a value for what needs one, in any case', [member(NEEDS.id, { parameters: { TAG: 'env' } })], {}],
  [
    "the initiative's own parameter",
    [member(NEEDS.id, { parameters: { tag: "[parameters('Which')]" } })],
    { parameters: { which: { type: 'String' } } },
  ],
  ['a version that is here', [member(PLAIN.id, { definitionVersion: '1.*.*' })], {}],
  ['a group that it has', [member(PLAIN.id, { groupNames: ['G1'] })], { groups: ['g1'] }],
])('%s: nothing is wrong', (_, members, more) => {
  expect(findings(members, more)).toEqual([]);
});

const AT = '/properties/policyDefinitions/0';

test.each<[string, readonly Member[], readonly string[]]>([
  [
    'a member that does not exist',
    [member('/providers/x/y/z')],
    [`PolicyDefinitionNotFound ${AT}/policyDefinitionId`],
  ],
  [
    'one reference twice, in other letter case',
    [member(PLAIN.id), member(PLAIN.id, { policyDefinitionReferenceId: 'ONE' })],
    ['InvalidPolicySetDefinition /properties/policyDefinitions/1/policyDefinitionReferenceId'],
  ],
  [
    'a parameter that the member does not have',
    [member(PLAIN.id, { parameters: { tag: 'env' } })],
    [`UndefinedPolicyParameter ${AT}/parameters/tag`],
  ],
  [
    'no value for what has no default',
    [member(NEEDS.id, { parameters: { effect: 'Deny' } })],
    [`MissingPolicyParameter ${AT}/parameters`],
  ],
  [
    'a parameter that the initiative does not have',
    [member(NEEDS.id, { parameters: { tag: "[parameters('which')]" } })],
    [`UndefinedPolicyParameter ${AT}/parameters/tag`],
  ],
  [
    'a group that it does not have',
    [member(PLAIN.id, { groupNames: ['g1'] })],
    [`InvalidPolicySetDefinition ${AT}/groupNames`],
  ],
])('%s is refused', (_, members, expected) => {
  expect(findings(members)).toEqual(expected);
});

test('the parameters of a version that is not here are not looked at', () => {
  const pinned = member(PLAIN.id, { definitionVersion: '2.*.*', parameters: { newer: true } });
  expect(findings([pinned])).toEqual([`PolicyDefinitionVersionNotFound ${AT}/definitionVersion`]);
});
