import type { JsonObject, JsonValue } from '@sluice/language';
import { expect, test } from 'vitest';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import {
  assign,
  assignment,
  COMPONENT,
  definition,
  deployment,
  ONE_REGISTRY,
  put,
  registryModel,
  snapshotOf,
  THING,
  thing,
  write,
} from '../testing/policies.ts';
import { type PendingField, pathOfField, type RestrictionOptions, restrictions } from './restrictions.ts';

const S1 = '/subscriptions/s1';
const rule = (condition: JsonObject, effect = 'deny', details?: JsonValue): PolicyDefinition =>
  definition('d', {
    mode: 'All',
    policyRule: { if: condition, then: { effect, ...(details !== undefined && { details }) } },
  });

function tell(
  policies: readonly PolicyDefinition[],
  pending: readonly PendingField[],
  more: JsonObject = {},
  options: RestrictionOptions = {},
  record: Partial<PolicyAssignment> = {},
) {
  const { location: _, ...content } = thing('t', more);
  const snapshot = snapshotOf(
    ...policies.flatMap((each, index) => {
      const named = {
        ...each,
        name: `d${index}`,
        id: `/providers/Microsoft.Authorization/policyDefinitions/d${index}`,
      };
      return [put(named), assign(assignment(`a${index}`, S1, named, record))];
    }),
  );
  const found = restrictions(
    snapshot,
    write(snapshot, content as JsonObject & { id: string }),
    pending,
    options,
  );
  return {
    fields: found.fields.map(({ field, restrictions: all }) => [
      field,
      ...all.map(({ rule: _rule, ...said }) => said),
    ]),
    content: found.content.map(({ assignment: { name }, complianceState }) => [name, complianceState]),
  };
}

const LOCATIONS: JsonObject = { field: 'location', notIn: ['westus2', 'westeurope'] };
const NEEDS_TAG: JsonObject = { field: 'tags.env', exists: false };
const SET = (operation: string) => ({
  roleDefinitionIds: [],
  operations: [{ operation, field: 'tags.env', ...(operation === 'remove' ? {} : { value: 'x' }) }],
});

test.each<[string, readonly PolicyDefinition[], PendingField, readonly JsonValue[]]>([
  [
    'values of which some are refused',
    [rule(LOCATIONS)],
    { field: 'location', values: ['eastus', 'West US 2'] },
    ['location', { result: 'Deny', values: ['eastus'] }],
  ],
  [
    'values that are all refused',
    [rule(LOCATIONS)],
    { field: 'location', values: ['eastus', 'westus'] },
    ['location', { result: 'Deny', values: ['eastus', 'westus'] }],
  ],
  ['values that all pass', [rule(LOCATIONS)], { field: 'location', values: ['westus2'] }, []],
  [
    'an open field with a list of what is allowed',
    [rule(LOCATIONS)],
    { field: 'location' },
    ['location', { result: 'Required', values: ['westus2', 'westeurope'] }],
  ],
  [
    'an open field with a list of what is not',
    [rule({ field: 'location', in: ['westus2'] })],
    { field: 'location' },
    ['location', { result: 'Deny', values: ['westus2'] }],
  ],
  [
    'a tag that must be there',
    [rule(NEEDS_TAG)],
    { field: 'tags.env' },
    ['tags.env', { result: 'Required' }],
  ],
  [
    'a tag that must not be there',
    [rule({ field: 'tags.env', exists: true })],
    { field: 'tags.env' },
    ['tags.env', { result: 'Deny' }],
  ],
  [
    'a tag that must be there, among all tags',
    [rule(NEEDS_TAG)],
    { field: 'tags' },
    ['tags.env', { result: 'Required' }],
  ],
  [
    'a key of all tags',
    [rule({ not: { field: 'tags', containsKey: 'env' } })],
    { field: 'tags' },
    ['tags.env', { result: 'Required' }],
  ],
  [
    'an alias, under the name that was asked for',
    [rule({ field: `${THING}/size`, notIn: ['s', 'm'] })],
    { field: `${THING}/Size` },
    [`${THING}/Size`, { result: 'Required', values: ['s', 'm'] }],
  ],
  [
    'a name',
    [rule({ field: 'name', notLike: 'x*' })],
    { field: 'name', values: ['x1', 'y1'] },
    ['name', { result: 'Deny', values: ['y1'] }],
  ],
  [
    'what modify sets where nothing is',
    [rule(NEEDS_TAG, 'modify', SET('add'))],
    { field: 'tags.env' },
    ['tags.env', { result: 'Required', defaultValue: 'x' }],
  ],
  [
    'what modify sets whatever is there',
    [rule({ field: 'tags.env', notEquals: 'x' }, 'modify', SET('addOrReplace'))],
    { field: 'tags' },
    ['tags.env', { result: 'Required', defaultValue: 'x', values: ['x'] }],
  ],
  [
    'what modify takes away',
    [rule({ field: 'tags.env', exists: true }, 'modify', SET('remove'))],
    { field: 'tags.env' },
    ['tags.env', { result: 'Removed' }],
  ],
  [
    'what append sets',
    [rule(NEEDS_TAG, 'append', [{ field: 'tags.env', value: 'x' }])],
    { field: 'tags.env' },
    ['tags.env', { result: 'Required', defaultValue: 'x' }],
  ],
  ['what no rule looks at', [rule(LOCATIONS)], { field: 'kind' }, []],
  ['a name that nobody knows', [rule(LOCATIONS)], { field: 'Microsoft.X/things/none' }, []],
  ['what only audits', [rule(LOCATIONS, 'audit')], { field: 'location', values: ['eastus'] }, []],
])('%s', (_, policies, pending, expected) => {
  expect(tell(policies, [pending]).fields).toEqual(expected.length === 0 ? [] : [expected]);
});

test('audits are told of when asked for', () => {
  const { fields } = tell(
    [rule(LOCATIONS, 'audit')],
    [{ field: 'location', values: ['eastus'] }],
    {},
    {
      includeAudit: true,
    },
  );
  expect(fields).toEqual([['location', { result: 'Audit', values: ['eastus'] }]]);
});

test('what is not enforced restricts nothing', () => {
  const record: Partial<PolicyAssignment> = { enforcementMode: 'DoNotEnforce' };
  const options = { includeAudit: true };
  const pending = [{ field: 'location', values: ['eastus'] }];
  const policies = [rule(LOCATIONS), rule(LOCATIONS, 'audit')];
  expect(tell(policies, pending, {}, options, record)).toEqual({ fields: [], content: [] });
});

test('what hangs on a pending field is not against the content, and the other way round', () => {
  const refused = rule({ field: `${THING}/size`, equals: 'huge' });
  const both = [rule(LOCATIONS), refused];
  expect(tell(both, [{ field: 'location', values: ['eastus'] }], { properties: { size: 'huge' } })).toEqual({
    fields: [['location', { result: 'Deny', values: ['eastus'] }]],
    content: [['a1', 'NonCompliant']],
  });
  expect(tell(both, [], { properties: { size: 'huge' } }).content).toEqual([
    ['a0', 'NonCompliant'],
    ['a1', 'NonCompliant'],
  ]);
});

test('what cannot be evaluated is against the content', () => {
  expect(tell([rule({ value: "[int('x')]", equals: 1 })], []).content).toEqual([['a0', 'Error']]);
});

test('a type is looked for among those that there are', () => {
  const types = rule({ field: 'type', in: [THING, 'Microsoft.X/others'] });
  const allowed = rule({ field: 'type', notIn: [THING] });
  // A type that nobody knows is as the index has it.
  const deny = { result: 'Deny', values: [THING, 'microsoft.x/others'] };
  const half = rule({
    allOf: [
      { field: 'type', equals: THING },
      { field: 'location', exists: false },
    ],
  });
  expect(tell([types, half], [{ field: 'type' }]).fields).toEqual([['type', deny]]);
  expect(tell([allowed], [{ field: 'type' }]).fields).toEqual([
    ['type', { result: 'Required', values: [THING] }],
  ]);
});

test('a component is judged with what its values bring from the catalog', () => {
  const parameters = { allowedRegistryName: 'ok', effect: 'Deny' };
  const snapshot = snapshotOf(put(ONE_REGISTRY), assign(assignment('a', S1, ONE_REGISTRY, { parameters })));
  const request = write(snapshot, deployment('d', registryModel('bad')));
  const asked: unknown[] = [];
  const factsOf = (resource: JsonObject) => {
    asked.push(resource['location']);
    return {};
  };
  const found = restrictions(snapshot, request, [{ field: 'location', values: ['a', 'b'] }], { factsOf });
  expect(found.fields).toEqual([]);
  expect(found.content.map(({ component }) => component?.type)).toEqual([COMPONENT]);
  expect(new Set(asked)).toEqual(new Set([undefined, 'a', 'b', 'eastus']));
});

test.each([
  ['tags[a b]', "tags['a b']"],
  ["tags['a.b']", "tags['a.b']"],
  ['Location', 'Location'],
  [`${THING}/SIZE`, 'properties.size'],
  ['properties.size', undefined],
])('the field %s leads to %s', (field, path) => {
  expect(pathOfField(snapshotOf(), field, THING)).toBe(path);
});
