import { describe, expect, test } from 'vitest';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';
import { checkDraft } from './check-draft.ts';
import {
  draftOf,
  EMPTY_DRAFT,
  type InitiativeDraft,
  parseValue,
  propertiesOf,
  referenceFor,
  usersOf,
  withParameter,
} from './initiative-draft.ts';

const PROPERTIES = {
  displayName: 'Models',
  description: 'Both',
  version: '1.0.0',
  metadata: { category: 'ML', owner: 'me' },
  parameters: { registries: { type: 'Array' } },
  policyDefinitions: [
    {
      policyDefinitionId: '/d/one',
      policyDefinitionReferenceId: 'one',
      definitionVersion: '1.*.*',
      groupNames: ['g'],
      parameters: {
        list: { value: "[parameters('registries')]" },
        effect: { value: 'Deny' },
        most: { value: 3 },
      },
    },
  ],
  policyDefinitionGroups: [{ name: 'g', displayName: 'G', category: 'c' }],
};
const TYPES: Readonly<Record<string, string>> = { list: 'Array', effect: 'String', most: 'Integer' };
const typeOf = (_: string, name: string) => TYPES[name];
const DRAFT: InitiativeDraft = { ...draftOf(PROPERTIES), name: 'models', storedAt: '/subscriptions/s' };
const parameter = (name: string, type: string, more: Partial<PolicyParameter> = {}): PolicyParameter => ({
  name,
  type,
  displayName: name,
  description: undefined,
  strongType: undefined,
  defaultValue: undefined,
  allowedValues: [],
  schema: undefined,
  isDeprecated: false,
  ...more,
});

test('an initiative read and written is what it was', () => {
  expect(propertiesOf(DRAFT, typeOf)).toEqual(PROPERTIES);
});

test('settings are read for what they are', () => {
  expect(DRAFT.members[0]?.settings).toEqual({
    list: { how: 'parameter', name: 'registries' },
    effect: { how: 'value', text: 'Deny' },
    most: { how: 'value', text: '3' },
  });
});

test('a default is not written', () => {
  const [member] = DRAFT.members;
  if (member === undefined) throw new Error('unreachable');
  const draft = { ...DRAFT, members: [{ ...member, settings: { effect: { how: 'default' } as const } }] };
  expect(propertiesOf(draft, typeOf)['policyDefinitions']).toMatchObject([{ parameters: {} }]);
});

test.each([
  ['a text', 'Deny', 'String', 'Deny'],
  ['an empty text', '', 'String', ''],
  ['a list', '["a"]', 'Array', ['a']],
  ['no list', '"a"', 'Array', undefined],
  ['an object', '{"a":1}', 'Object', { a: 1 }],
  ['a list for an object', '[]', 'Object', undefined],
  ['a number', '3', 'integer', 3],
  ['half a number', '3.5', 'Integer', undefined],
  ['a fraction', '3.5', 'Float', 3.5],
  ['a word for a boolean', 'yes', 'Boolean', undefined],
  ['an expression for a list', "[parameters('x')]", 'Array', "[parameters('x')]"],
  ['of an unknown type', '{}', 'Odd', {}],
] as const)('%s as a value', (_, text, type, expected) => {
  expect(parseValue(text, type)).toEqual(expected);
});

describe('a parameter of the initiative', () => {
  const declared = parameter('list', 'Array', {
    description: 'Which',
    allowedValues: ['a'],
    defaultValue: [],
  });

  test('is declared as the policy declares its own', () => {
    const draft = withParameter(DRAFT, 0, declared, 'allowed');
    expect(draft.parameters['allowed']).toEqual({
      type: 'Array',
      metadata: { displayName: 'list', description: 'Which' },
      allowedValues: ['a'],
      defaultValue: [],
    });
    expect(draft.members[0]?.settings['list']).toEqual({ how: 'parameter', name: 'allowed' });
  });

  test('that is there is used, in any letter case', () => {
    const draft = withParameter(DRAFT, 0, declared, 'REGISTRIES');
    expect(Object.keys(draft.parameters)).toEqual(['registries']);
    expect(draft.members[0]?.settings['list']).toEqual({ how: 'parameter', name: 'registries' });
  });

  test('knows who uses it', () => {
    expect(usersOf(DRAFT, 'Registries')).toEqual(['one']);
    expect(usersOf(DRAFT, 'other')).toEqual([]);
  });
});

test.each([
  ['[Preview]: Allowed models', [], 'AllowedModels'],
  ['Allowed models', ['allowedmodels', 'AllowedModels_2'], 'AllowedModels_3'],
  ['…', [], 'Policy'],
] as const)('a reference id for %s', (name, taken, expected) => {
  expect(referenceFor(name, taken)).toBe(expected);
});

describe('a draft is kept from being saved by', () => {
  const known = [
    parameter('list', 'Array'),
    parameter('effect', 'String', { defaultValue: 'Audit' }),
    parameter('most', 'Integer'),
  ];
  const problems = (change: Partial<InitiativeDraft>) => checkDraft({ ...DRAFT, ...change }, () => known);
  const [one] = DRAFT.members;
  if (one === undefined) throw new Error('unreachable');

  test.each([
    ['nothing', {}, 0],
    ['no display name', { displayName: ' ' }, 1],
    ['a name with a slash', { name: 'a/b' }, 1],
    ['no place', { storedAt: '' }, 1],
    ['no policy', { members: [] }, 1],
    ['a reference id twice', { members: [one, { ...one, referenceId: 'ONE' }] }, 1],
    ['no reference id', { members: [{ ...one, referenceId: '' }] }, 1],
    ['parameters without a value', { members: [{ ...one, settings: {} }] }, 2],
    [
      'a value that is no number',
      { members: [{ ...one, settings: { ...one.settings, most: { how: 'value', text: 'x' } } }] },
      1,
    ],
  ] as const)('%s', (_, change, count) => {
    expect(problems(change)).toHaveLength(count);
  });

  test('everything at once in an empty one', () => {
    expect(checkDraft(EMPTY_DRAFT, () => [])).toHaveLength(4);
  });
});
