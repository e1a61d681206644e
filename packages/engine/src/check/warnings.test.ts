import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import type { PolicyAssignment, PolicyDefinition, SnapshotChange } from '../model/records.ts';
import {
  APPROVED,
  assign,
  assignment,
  COMPONENT,
  definition,
  ONE_REGISTRY,
  put,
  REGISTRIES,
  snapshotOf,
  TAGGED,
  THING,
} from '../testing/policies.ts';
import { checkChanges } from './check-changes.ts';

const S1 = '/subscriptions/s1';
const RG1 = `${S1}/resourceGroups/rg1`;
const ROOT = '/providers/Microsoft.Management/managementGroups/root';
const PHI3 = 'azureml://registries/azureml/models/phi/versions/3';
const DEFINITIONS = [ONE_REGISTRY, APPROVED, REGISTRIES, TAGGED].map(put);

function warn(change: SnapshotChange, ...there: readonly SnapshotChange[]) {
  const { problems, warnings } = checkChanges(snapshotOf(...DEFINITIONS, ...there), [change]);
  expect(problems).toEqual([]);
  return warnings;
}
const codesOf = (change: SnapshotChange, ...there: readonly SnapshotChange[]) =>
  warn(change, ...there).map(warning => warning.code);

test.each<[string, PolicyDefinition, JsonObject, readonly string[]]>([
  [
    'one registry: what is of no registry passes',
    ONE_REGISTRY,
    { allowedRegistryName: 'azureml', effect: 'Deny' },
    ['trap/not-of-registry'],
  ],
  ['no registry at all', ONE_REGISTRY, { effect: 'Deny' }, []],
  [
    'a restricted version: another one passes',
    ONE_REGISTRY,
    { allowedRegistryName: 'azureml', restrictedModels: [PHI3], effect: 'Deny' },
    ['trap/exact-id', 'trap/not-of-registry'],
  ],
  [
    'two restricted versions are warned about once',
    ONE_REGISTRY,
    { allowedRegistryName: 'azureml', restrictedModels: [PHI3, `${PHI3}1`], effect: 'Deny' },
    ['trap/exact-id', 'trap/not-of-registry'],
  ],
  [
    'a restricted model without a version: its versions pass',
    ONE_REGISTRY,
    {
      allowedRegistryName: 'azureml',
      restrictedModels: ['azureml://registries/azureml/models/phi'],
      effect: 'Deny',
    },
    ['trap/exact-id', 'trap/not-of-registry'],
  ],
  [
    'a restricted model in a spelling that no canonical id has',
    ONE_REGISTRY,
    { allowedRegistryName: 'azureml', restrictedModels: [`${PHI3}/`], effect: 'Deny' },
    ['trap/exact-id', 'trap/not-of-registry'],
  ],
  [
    'a restricted model of a registry that is refused anyway',
    ONE_REGISTRY,
    { allowedRegistryName: 'hub', restrictedModels: [PHI3], effect: 'Deny' },
    ['trap/not-of-registry'],
  ],
  [
    'an approved version: version 30 passes too',
    APPROVED,
    { allowedAssetIds: [PHI3], effect: 'Deny' },
    ['trap/substring-match', 'trap/not-of-registry'],
  ],
  [
    'an approved version, as audit',
    APPROVED,
    { allowedAssetIds: [PHI3] },
    ['trap/substring-match', 'trap/not-of-registry'],
  ],
  [
    'a registry without its slash: longer names pass too',
    APPROVED,
    { allowedAssetIds: ['azureml://registries/azureml'], effect: 'Deny' },
    ['trap/substring-match', 'trap/not-of-registry'],
  ],
  [
    'a registry with its slash is meant as a part',
    APPROVED,
    { allowedAssetIds: ['azureml://registries/azureml/'], effect: 'Deny' },
    ['trap/not-of-registry'],
  ],
  [
    'an empty entry: everything passes',
    APPROVED,
    { allowedAssetIds: [''], effect: 'Deny' },
    ['trap/empty-entry', 'trap/not-of-registry'],
  ],
  [
    'publishers have no trap of their own',
    APPROVED,
    { allowedPublishers: ['Meta', 'Mistral AI'], effect: 'Deny' },
    ['trap/not-of-registry'],
  ],
  ['switched off, nothing can be fallen into', APPROVED, { allowedAssetIds: [PHI3], effect: 'Disabled' }, []],
  ['a list of parsed names', REGISTRIES, { allowed: ['azureml', 'hub'] }, []],
  ['a rule over resources', TAGGED, { tag: 'a/b' }, []],
])('%s', (_, assigned, parameters, expected) => {
  expect(codesOf(assign(assignment('a', S1, assigned, { parameters })))).toEqual(expected);
});

test('a trap names the value and what passes', () => {
  const [warning] = warn(assign(assignment('a', S1, APPROVED, { parameters: { allowedAssetIds: [PHI3] } })));
  expect(warning?.target).toBe(`${S1}/providers/Microsoft.Authorization/policyAssignments/a`);
  expect(warning?.message).toContain(`'${PHI3}0'`);
});

const one = (name: string, scope: string, registry: string, more: Partial<PolicyAssignment> = {}) =>
  assign(
    assignment(name, scope, ONE_REGISTRY, {
      parameters: { allowedRegistryName: registry, effect: 'Deny' },
      ...more,
    }),
  );
const list = (name: string, scope: string, allowed: readonly string[], effect = 'Deny') =>
  assign(assignment(name, scope, REGISTRIES, { parameters: { allowed, effect } }));
const names = (prefix: string, more: readonly string[] = []) => [
  ...Array.from({ length: 60 }, (_, index) => `${prefix}-${index}`),
  ...more,
];
const publishers = (name: string, scope: string, allowedPublishers: readonly string[]) =>
  assign(assignment(name, scope, APPROVED, { parameters: { allowedPublishers, effect: 'Deny' } }));

test.each<[string, SnapshotChange, SnapshotChange, boolean]>([
  ['two registries at one scope', one('new', S1, 'hub'), one('old', S1, 'azureml'), true],
  ['two registries, one scope above the other', one('new', RG1, 'hub'), one('old', ROOT, 'azureml'), true],
  ['two registries, one scope below the other', one('new', ROOT, 'hub'), one('old', RG1, 'azureml'), true],
  [
    'two registries, in scopes that do not meet',
    one('new', S1, 'hub'),
    one('old', '/subscriptions/s2', 'azureml'),
    false,
  ],
  ['the same registry twice, in another letter case', one('new', S1, 'HUB'), one('old', S1, 'hub'), false],
  [
    'two registries, but the other excludes this scope',
    one('new', RG1, 'hub'),
    one('old', S1, 'azureml', { notScopes: [RG1] }),
    false,
  ],
  [
    'two registries, but the other excludes another scope',
    one('new', RG1, 'hub'),
    one('old', S1, 'azureml', { notScopes: [`${S1}/resourceGroups/rg2`] }),
    true,
  ],
  [
    'two registries, but the other is not enforced',
    one('new', S1, 'hub'),
    one('old', S1, 'azureml', { enforcementMode: 'DoNotEnforce' }),
    false,
  ],
  [
    'two registries, but this one is not enforced',
    one('new', S1, 'hub', { enforcementMode: 'DoNotEnforce' }),
    one('old', S1, 'azureml'),
    false,
  ],
  [
    'two registries, but the other only audits',
    list('new', S1, ['hub']),
    list('old', S1, ['azureml'], 'Audit'),
    false,
  ],
  ['lists without a common entry', list('new', S1, ['a', 'b']), list('old', S1, ['c', 'd']), true],
  ['lists with a common entry', list('new', S1, ['a', 'b']), list('old', S1, ['c', 'B']), false],
  [
    'long lists with a common last entry',
    list('new', S1, names('a', ['both'])),
    list('old', S1, names('b', ['BOTH'])),
    false,
  ],
  ['long lists without a common entry', list('new', S1, names('a')), list('old', S1, names('b')), true],
  [
    'a registry and a publisher: a model can have both',
    list('new', S1, ['hub']),
    publishers('old', S1, ['Meta']),
    false,
  ],
  [
    'publishers without a common entry',
    publishers('new', S1, ['Meta']),
    publishers('old', S1, ['Mistral']),
    true,
  ],
  [
    'a rule over resources has nothing to contradict',
    assign(assignment('new', S1, TAGGED, { parameters: { tag: 'a' } })),
    one('old', S1, 'azureml'),
    false,
  ],
])('%s', (_, change, there, contradicts) => {
  expect(codesOf(change, there).includes('assignment/contradiction')).toBe(contradicts);
});

test.each<[string, SnapshotChange, SnapshotChange, boolean]>([
  [
    'an id of one registry and the name of another',
    one('new', S1, 'hub'),
    list('old', S1, ['azureml']),
    true,
  ],
  ['the other way round', list('new', S1, ['azureml']), one('old', S1, 'hub'), true],
  [
    'an id and the name of the same registry',
    one('new', S1, 'hub'),
    list('old', S1, ['azureml', 'HUB']),
    false,
  ],
])('%s', (_, change, there, contradicts) => {
  expect(codesOf(change, there).includes('assignment/contradiction')).toBe(contradicts);
});

const INITIATIVE = '/providers/Microsoft.Authorization/policySetDefinitions/set';
const initiative = (...allowed: readonly (readonly string[])[]): SnapshotChange => ({
  kind: 'policySetDefinition',
  key: INITIATIVE.toLowerCase(),
  record: {
    id: INITIATIVE,
    name: 'set',
    policyType: 'BuiltIn',
    version: '1.0.0',
    parameters: { effect: { type: 'String', defaultValue: 'Deny' } },
    groups: [],
    members: allowed.map((names, index) => ({
      policyDefinitionId: REGISTRIES.id,
      policyDefinitionReferenceId: `m${index}`,
      parameters: { allowed: [...names], effect: "[parameters('effect')]" },
      groupNames: [],
    })),
  },
});
const all = (name: string, scope: string, record: Partial<PolicyAssignment> = {}) =>
  assign(assignment(name, scope, INITIATIVE, record));
const contradictionsOf = (change: SnapshotChange, ...there: readonly SnapshotChange[]) =>
  warn(change, ...there).filter(({ code }) => code === 'assignment/contradiction');

test('a member of an initiative contradicts another assignment', () => {
  const set = initiative(['hub']);
  expect(contradictionsOf(one('new', S1, 'azureml'), set, all('old', ROOT))).toHaveLength(1);
  expect(contradictionsOf(all('new', S1), set, one('old', ROOT, 'azureml'))).toHaveLength(1);
  expect(contradictionsOf(all('new', S1), set, one('old', ROOT, 'hub'))).toEqual([]);
  const audited = all('new', S1, { parameters: { effect: 'Audit' } });
  expect(contradictionsOf(audited, set, one('old', ROOT, 'azureml'))).toEqual([]);
});

test('members of one initiative contradict each other, once', () => {
  const [warning, ...more] = contradictionsOf(all('new', S1), initiative(['hub'], ['azureml'], ['hub']));
  expect(warning?.message).toContain("The members 'm0' and 'm1'");
  expect(more.map(({ message }) => message)).toEqual([expect.stringContaining("'m1' and 'm2'")]);
  expect(contradictionsOf(all('new', S1), initiative(['hub'], ['hub', 'azureml']))).toEqual([]);
});

const DENY_ALL = definition('deny-all', {
  mode: 'All',
  policyRule: { if: { field: 'type', equals: THING }, then: { effect: 'deny' } },
});
const SMALL = definition('small', {
  mode: 'All',
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: THING },
        { field: `${THING}/size`, greater: 3 },
      ],
    },
    then: { effect: 'deny' },
  },
});
const DENIED = definition('denied', {
  mode: COMPONENT.slice(0, COMPONENT.indexOf('/')),
  parameters: { denied: { type: 'Array' } },
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: COMPONENT },
        { field: `${COMPONENT}/model.registryName`, in: "[parameters('denied')]" },
      ],
    },
    then: { effect: 'deny' },
  },
});
const denied = (name: string, scope: string, list: readonly string[], more: Partial<PolicyAssignment> = {}) =>
  assign(assignment(name, scope, DENIED, { parameters: { denied: list }, ...more }));
const things = (name: string, scope: string, of = SMALL, more: Partial<PolicyAssignment> = {}) =>
  assign(assignment(name, scope, of, more));
const exempted = (of: PolicyAssignment): SnapshotChange => ({
  kind: 'policyExemption',
  key: 'e',
  record: {
    id: 'e',
    name: 'e',
    scope: RG1,
    policyAssignmentId: of.id,
    policyDefinitionReferenceIds: [],
    exemptionCategory: 'Waiver',
    assignmentScopeValidation: 'Default',
  },
});
const east: Partial<PolicyAssignment> = {
  resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['eastus'] }] }],
};
const MANY = names('m');

test.each<[string, SnapshotChange, readonly SnapshotChange[], boolean]>([
  ['the same above', things('new', RG1), [things('old', S1)], true],
  ['the same at the same scope', things('new', S1), [things('old', S1)], true],
  ['the same below', things('new', S1), [things('old', RG1)], false],
  ['the same elsewhere', things('new', RG1), [things('old', '/subscriptions/s2')], false],
  [
    'the same that is not enforced',
    things('new', RG1),
    [things('old', S1, SMALL, { enforcementMode: 'DoNotEnforce' })],
    false,
  ],
  [
    'the same that excludes the scope',
    things('new', RG1),
    [things('old', S1, SMALL, { notScopes: [RG1] })],
    false,
  ],
  [
    'the same that excludes a part',
    things('new', S1),
    [things('old', ROOT, SMALL, { notScopes: [RG1] })],
    false,
  ],
  [
    'the same that excludes the same part',
    things('new', S1, SMALL, { notScopes: [RG1] }),
    [things('old', ROOT, SMALL, { notScopes: [RG1] })],
    true,
  ],
  [
    'the same that excludes something else',
    things('new', RG1),
    [things('old', S1, SMALL, { notScopes: [`${S1}/resourceGroups/rg2`] })],
    true,
  ],
  ['the same that selects', things('new', RG1), [things('old', S1, SMALL, east)], false],
  [
    'the same with the same selection',
    things('new', RG1, SMALL, east),
    [things('old', S1, SMALL, east)],
    true,
  ],
  [
    'the same that somebody is exempt from',
    things('new', RG1),
    [things('old', S1), exempted(assignment('old', S1, SMALL))],
    false,
  ],
  ['the same with other parameters', one('new', RG1, 'hub'), [one('old', S1, 'azureml')], false],
  ['what denies everything', things('new', RG1), [things('old', S1, DENY_ALL)], true],
  ['what denies less than everything', things('new', RG1, DENY_ALL), [things('old', S1)], false],
  ['a longer deny-list', denied('new', RG1, ['a']), [denied('old', S1, ['b', 'A'])], true],
  ['a shorter deny-list', denied('new', RG1, ['a', 'b']), [denied('old', S1, ['a'])], false],
  [
    'a deny-list without the last entry',
    denied('new', RG1, MANY),
    [denied('old', S1, MANY.slice(0, -1))],
    false,
  ],
  ['a shorter allow-list', list('new', RG1, ['a', 'b']), [list('old', S1, ['a'])], true],
  ['a longer allow-list', list('new', RG1, ['a']), [list('old', S1, ['a', 'b'])], false],
  ['an allow-list with one entry more', list('new', RG1, MANY), [list('old', S1, [...MANY, 'b'])], false],
  ['an allow-list that only audits', list('new', RG1, ['a', 'b']), [list('old', S1, ['a'], 'Audit')], false],
  ['an allow-list of something else', list('new', RG1, ['a', 'b']), [publishers('old', S1, ['a'])], false],
  [
    'an initiative whose every member is above',
    all('new', RG1),
    [initiative(['a'], ['b']), list('x', S1, ['a']), list('y', S1, ['b'])],
    true,
  ],
  [
    'an initiative of which one member is not above',
    all('new', RG1),
    [initiative(['a'], ['b']), list('x', S1, ['a', 'c']), list('y', S1, ['b', 'd'])],
    false,
  ],
  ['a member of an initiative above', list('new', RG1, ['a']), [initiative(['a']), all('old', S1)], true],
])('shadowed by %s', (_, change, there, expected) => {
  const codes = codesOf(change, put(DENY_ALL), put(SMALL), put(DENIED), ...there);
  expect(codes.includes('assignment/shadowed')).toBe(expected);
});

test('a shadow names what throws it, and says whether it says the same', () => {
  const say = (change: SnapshotChange, there: SnapshotChange) =>
    warn(change, put(SMALL), put(DENY_ALL), there).find(({ code }) => code === 'assignment/shadowed')
      ?.message;
  expect(say(things('new', RG1), things('old', S1))).toMatch(/policyAssignments\/old' says the same/);
  expect(say(things('new', RG1), things('old', S1, DENY_ALL))).toMatch(
    /policyAssignments\/old' refuses everything/,
  );
});

test('a contradiction names the other assignment', () => {
  const warning = warn(one('new', S1, 'hub'), one('old', ROOT, 'azureml')).at(-1);
  expect(warning?.message).toContain(`${ROOT}/providers/Microsoft.Authorization/policyAssignments/old`);
});

test('an assignment does not contradict what it replaces', () => {
  expect(codesOf(one('same', S1, 'hub'), one('same', S1, 'azureml'))).not.toContain(
    'assignment/contradiction',
  );
});
