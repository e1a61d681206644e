import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import type { PolicyAssignment, PolicyDefinition, SnapshotChange } from '../model/records.ts';
import {
  APPROVED,
  assign,
  assignment,
  COMPONENT,
  DATA_MODE,
  definition,
  ONE_REGISTRY,
  put,
  REGISTRIES,
  snapshotOf,
  TAGGED,
  THING,
} from '../testing/policies.ts';
import { grant, principal, role } from '../testing/world.ts';
import { checkChanges } from './check-changes.ts';

const MG = '/providers/Microsoft.Management/managementGroups';
const S1 = '/subscriptions/s1';
const RG1 = `${S1}/resourceGroups/rg1`;
const LOCAL = definition(
  'local',
  { mode: 'All', policyRule: { if: { field: 'type', equals: THING }, then: { effect: 'deny' } } },
  { scope: S1 },
);
const AT_GROUP = {
  ...LOCAL,
  id: `${MG}/production/providers/Microsoft.Authorization/policyDefinitions/local`,
};
const WORLD = snapshotOf(...[ONE_REGISTRY, APPROVED, REGISTRIES, TAGGED, LOCAL, AT_GROUP].map(put));

const codes = (...changes: readonly SnapshotChange[]) =>
  checkChanges(WORLD, changes).problems.map(problem => problem.code);
const messages = (...changes: readonly SnapshotChange[]) =>
  checkChanges(WORLD, changes).problems.map(problem => problem.message);
const tagged = (more: Partial<PolicyAssignment>, scope = S1) =>
  assign(assignment('a', scope, TAGGED, { parameters: { tag: 'x' }, ...more }));

test.each<[string, SnapshotChange, readonly string[]]>([
  ['a good one', tagged({}), []],
  ['at the tenant', tagged({}, ''), []],
  [
    'of a definition that does not exist',
    assign(assignment('a', S1, '/providers/Microsoft.Authorization/policyDefinitions/none')),
    ['PolicyDefinitionNotFound'],
  ],
  ['of text that is no id', assign(assignment('a', S1, 'none')), ['PolicyDefinitionNotFound']],
  [
    'of an initiative that does not exist',
    assign(assignment('a', S1, '/providers/Microsoft.Authorization/policySetDefinitions/set')),
    ['PolicySetDefinitionNotFound'],
  ],
  [
    'of a definition of its own subscription, in another letter case',
    assign(assignment('a', RG1, LOCAL.id.toUpperCase())),
    [],
  ],
  [
    'of a definition of another subscription',
    assign(assignment('a', '/subscriptions/s2', LOCAL)),
    ['InvalidPolicyDefinitionScope'],
  ],
  [
    'of a definition that is below it',
    assign(assignment('a', `${MG}/root`, LOCAL)),
    ['InvalidPolicyDefinitionScope'],
  ],
  ['of a definition of a management group above', assign(assignment('a', RG1, AT_GROUP)), []],
  [
    'of a definition of another management group',
    assign(assignment('a', '/subscriptions/s2', AT_GROUP)),
    ['InvalidPolicyDefinitionScope'],
  ],
  ['with a version that fits', tagged({ definitionVersion: '1.*.*' }), []],
  [
    'with a version that does not',
    tagged({ definitionVersion: '2.*.*' }),
    ['PolicyDefinitionVersionNotFound'],
  ],
  [
    'with a version that is none',
    tagged({ definitionVersion: 'latest' }),
    ['PolicyDefinitionVersionNotFound'],
  ],
  ['without a parameter that has no default', tagged({ parameters: {} }), ['MissingPolicyParameter']],
  [
    'with a parameter of another definition',
    tagged({ parameters: { tag: 'x', label: 'y' } }),
    ['UndefinedPolicyParameter'],
  ],
  ['with a parameter in another letter case', tagged({ parameters: { TAG: 'x' } }), []],
  [
    'with a value that is not allowed',
    tagged({ parameters: { tag: 'x', effect: 'Warn' } }),
    ['PolicyParameterValueNotAllowed'],
  ],
  ['with a value of the wrong type', tagged({ parameters: { tag: ['x'] } }), ['InvalidPolicyParameters']],
  [
    'with everything wrong at once',
    tagged({ parameters: { label: 1, effect: 'Warn' } }),
    ['UndefinedPolicyParameter', 'MissingPolicyParameter', 'PolicyParameterValueNotAllowed'],
  ],
  ['that excludes a group below it', tagged({ notScopes: [RG1] }), []],
  ['that excludes itself', tagged({ notScopes: [S1] }), ['InvalidPolicyAssignmentNotScopes']],
  [
    'that excludes what is elsewhere',
    tagged({ notScopes: ['/subscriptions/s2'] }),
    ['InvalidPolicyAssignmentNotScopes'],
  ],
  [
    'that excludes what is above',
    tagged({ notScopes: [`${MG}/root`] }),
    ['InvalidPolicyAssignmentNotScopes'],
  ],
  ['that excludes no id', tagged({ notScopes: ['rg1'] }), ['InvalidPolicyAssignmentNotScopes']],
  ['that excludes a subscription below its management group', tagged({ notScopes: [S1] }, `${MG}/root`), []],
  ['that excludes the tenant', tagged({ notScopes: [''] }, ''), ['InvalidPolicyAssignmentNotScopes']],
  [
    'that excludes too much',
    tagged({ notScopes: new Array(401).fill(RG1) }),
    ['InvalidPolicyAssignmentNotScopes'],
  ],
  ['that is not enforced', tagged({ enforcementMode: 'DoNotEnforce' }), []],
  ['that is enrolled in', tagged({ enforcementMode: 'Enroll' }), []],
  [
    'with a message for a member of an initiative',
    tagged({ nonComplianceMessages: [{ message: 'm', policyDefinitionReferenceId: 'r' }] }),
    ['InvalidPolicyAssignment'],
  ],
  ['with a message', tagged({ nonComplianceMessages: [{ message: 'm' }] }), []],
])('an assignment %s', (_, change, expected) => {
  expect(codes(change)).toEqual(expected);
});

test('parameter messages follow Azure', () => {
  expect(messages(tagged({ parameters: { one: 1, two: 2, tag: 'x' } }))).toEqual([
    "The policy assignment 'a' has the parameter(s) 'one,two' which are not defined in the policy definition 'tagged'.",
  ]);
  expect(messages(tagged({ parameters: { tag: 'x', effect: 'Warn' } }))).toEqual([
    "The value 'Warn' is not allowed for policy parameter 'effect' in policy definition 'tagged' version 1.0.0. The allowed values are 'Deny, Audit, Disabled'.",
  ]);
});

const rule = (then: JsonObject, parameters: JsonObject = {}, mode = 'All', name = 'new'): PolicyDefinition =>
  definition(
    name,
    { mode, parameters, policyRule: { if: { field: 'type', equals: THING }, then } },
    { scope: S1 },
  );
const effectParameter = (more: JsonObject): JsonObject => ({ effect: { type: 'String', ...more } });

test.each<[string, PolicyDefinition, readonly string[]]>([
  ['that denies', rule({ effect: 'deny' }), []],
  ['that denies in another letter case', rule({ effect: 'DENY' }), []],
  ['without a rule', { ...LOCAL, document: { mode: 'All' } }, ['InvalidPolicyRule']],
  [
    'with an unknown operator',
    {
      ...LOCAL,
      document: {
        mode: 'All',
        policyRule: { if: { field: 'type', resembles: 'x' }, then: { effect: 'deny' } },
      },
    },
    ['InvalidPolicyRule'],
  ],
  [
    'with an unknown alias',
    {
      ...LOCAL,
      document: {
        mode: 'All',
        policyRule: { if: { field: `${THING}/nothing`, equals: 'x' }, then: { effect: 'deny' } },
      },
    },
    ['InvalidPolicyRule'],
  ],
  ['with an unknown mode', rule({ effect: 'deny' }, {}, 'Microsoft.Nobody.Data'), ['InvalidPolicyRule']],
])('a definition %s', (_, record, expected) => {
  expect(codes(put(record))).toEqual(expected);
});

test('a refused definition says where', () => {
  const wrong = {
    ...LOCAL,
    document: {
      mode: 'All',
      policyRule: {
        if: {
          allOf: [
            { field: 'type', resembles: 'x' },
            { field: 'name', akin: 'y' },
          ],
        },
        then: { effect: 'deny' },
      },
    },
  };
  const [problem] = checkChanges(WORLD, [put(wrong)]).problems;
  expect(problem?.details?.map(detail => detail.target)).toEqual([
    expect.stringContaining('/if/allOf/0'),
    expect.stringContaining('/if/allOf/1'),
  ]);
});

test('an effect that the mode does not have is refused when an assignment chooses it', () => {
  const manual = definition('odd', {
    mode: DATA_MODE,
    parameters: effectParameter({}),
    policyRule: { if: { field: 'type', equals: COMPONENT }, then: { effect: "[parameters('effect')]" } },
  });
  const world = snapshotOf(put(manual));
  const of = (effect: string) =>
    checkChanges(world, [assign(assignment('a', S1, manual, { parameters: { effect } }))]).problems.map(
      problem => problem.code,
    );
  expect([of('Deny'), of('Disabled'), of('Modify'), of('Nonsense')]).toEqual([
    [],
    [],
    ['InvalidPolicyParameters'],
    ['InvalidPolicyEffect'],
  ]);
});

const V1 = rule(
  { effect: 'deny' },
  { list: { type: 'Array' }, text: { type: 'String', defaultValue: 'x' } },
  'All',
  'v',
);
const V1_ASSIGNED = assign(assignment('a', S1, V1, { parameters: { list: ['a'] } }));
const version = (parameters: JsonObject) => put(rule({ effect: 'deny' }, parameters, 'All', 'v'));

test.each<[string, SnapshotChange, number, number]>([
  ['stays as it is', put(V1), 0, 0],
  [
    'has a new parameter with a default',
    version({
      list: { type: 'Array' },
      text: { type: 'String', defaultValue: 'x' },
      more: { type: 'Integer', defaultValue: 1 },
    }),
    0,
    0,
  ],
  [
    'has a new parameter without',
    version({
      list: { type: 'Array' },
      text: { type: 'String', defaultValue: 'x' },
      more: { type: 'Integer' },
    }),
    0,
    1,
  ],
  ['has lost a parameter', version({ list: { type: 'Array' } }), 0, 1],
  [
    'has changed a type',
    version({ list: { type: 'String' }, text: { type: 'String', defaultValue: 'x' } }),
    1,
    1,
  ],
  [
    'has changed the letter case of a type',
    version({ list: { type: 'array' }, text: { type: 'string', defaultValue: 'x' } }),
    0,
    0,
  ],
  [
    'no longer allows what is given',
    version({ list: { type: 'Array', allowedValues: ['b'] }, text: { type: 'String', defaultValue: 'x' } }),
    0,
    1,
  ],
])('a new version that %s', (_, change, alone, assigned) => {
  expect(checkChanges(snapshotOf(put(V1)), [change]).problems).toHaveLength(alone);
  expect(checkChanges(snapshotOf(put(V1), V1_ASSIGNED), [change]).problems).toHaveLength(assigned);
});

test('a definition that is assigned cannot be deleted, unless its assignments go with it', () => {
  const remove: SnapshotChange = { kind: 'policyDefinition', key: V1.id.toLowerCase(), record: null };
  const removeBoth: readonly SnapshotChange[] = [
    remove,
    { kind: 'policyAssignment', key: V1_ASSIGNED.key, record: null },
  ];
  const assigned = snapshotOf(put(V1), V1_ASSIGNED);
  expect(checkChanges(assigned, [remove]).problems.map(problem => problem.code)).toEqual([
    'PolicyDefinitionInUse',
  ]);
  expect(checkChanges(assigned, removeBoth).problems).toEqual([]);
  expect(checkChanges(snapshotOf(put(V1)), [remove]).problems).toEqual([]);
});

test('a definition and its assignment may come together', () => {
  expect(checkChanges(snapshotOf(), [V1_ASSIGNED, put(V1)]).problems).toEqual([]);
});

test.each<[string, SnapshotChange, readonly string[]]>([
  ['a good one', { kind: 'roleAssignment', key: 'new', record: grant('p', 'reader', S1) }, []],
  [
    'of a role that does not exist',
    { kind: 'roleAssignment', key: 'new', record: grant('p', 'nobody', S1) },
    ['RoleDefinitionDoesNotExist'],
  ],
  [
    'to a principal that does not exist',
    { kind: 'roleAssignment', key: 'new', record: grant('q', 'reader', S1) },
    ['PrincipalNotFound'],
  ],
  [
    'to a principal in another letter case',
    { kind: 'roleAssignment', key: 'new', record: grant('P', 'reader', S1) },
    [],
  ],
  [
    'that is there under another name',
    { kind: 'roleAssignment', key: 'new', record: grant('p', 'reader', RG1.toUpperCase()) },
    ['RoleAssignmentExists'],
  ],
  [
    'that is there under its own name',
    { kind: 'roleAssignment', key: 'old', record: grant('p', 'reader', RG1) },
    [],
  ],
  ['that goes', { kind: 'roleAssignment', key: 'old', record: null }, []],
])('a role assignment: %s', (_, change, expected) => {
  const reader = role('reader', ['*/read']);
  const world = snapshotOf(
    { kind: 'roleDefinition', key: reader.id.toLowerCase(), record: reader },
    { kind: 'principal', key: 'p', record: principal('p') },
    { kind: 'roleAssignment', key: 'old', record: grant('p', 'reader', RG1) },
  );
  expect(checkChanges(world, [change]).problems.map(problem => problem.code)).toEqual(expected);
});

test('each wrong parameter has a detail with the pointer to it', () => {
  const parameters = { 'a/b~c': 1, label: 2, effect: 'Warn' };
  const { problems } = checkChanges(WORLD, [tagged({ parameters })]);
  const detailsOf = (code: string) =>
    problems.find(problem => problem.code === code)?.details?.map(({ target }) => target);
  expect(detailsOf('UndefinedPolicyParameter')).toEqual([
    '/properties/parameters/a~1b~0c',
    '/properties/parameters/label',
  ]);
  expect(detailsOf('MissingPolicyParameter')).toEqual(['/properties/parameters/tag']);
  expect(detailsOf('PolicyParameterValueNotAllowed')).toEqual(['/properties/parameters/effect']);
});

test('other changes are not for this check', () => {
  expect(
    checkChanges(WORLD, [
      { kind: 'settings', key: 's', record: {} },
      { kind: 'facts', key: 'f', record: null },
    ]),
  ).toEqual({ problems: [], warnings: [] });
});

test('what the linter says of a definition comes as a warning, with its place', () => {
  const doubtful = rule({ effect: 'deny' }, { unused: { type: 'String' } });
  const { problems, warnings } = checkChanges(WORLD, [put(doubtful)]);
  expect([problems, warnings.length > 0]).toEqual([[], true]);
  expect(warnings[0]?.target).toMatch(/unused|policyDefinitions/);
});
