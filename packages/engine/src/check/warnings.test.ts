import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import type { PolicyAssignment, PolicyDefinition, SnapshotChange } from '../model/records.ts';
import {
  APPROVED,
  assign,
  assignment,
  ONE_REGISTRY,
  put,
  REGISTRIES,
  snapshotOf,
  TAGGED,
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

test('a contradiction names the other assignment', () => {
  const warning = warn(one('new', S1, 'hub'), one('old', ROOT, 'azureml')).at(-1);
  expect(warning?.message).toContain(`${ROOT}/providers/Microsoft.Authorization/policyAssignments/old`);
});

test('an assignment does not contradict what it replaces', () => {
  expect(codesOf(one('same', S1, 'hub'), one('same', S1, 'azureml'))).not.toContain(
    'assignment/contradiction',
  );
});
