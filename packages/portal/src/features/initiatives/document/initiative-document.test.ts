import type { JsonObject } from '@sluice/arm/protocol';
import { describe, expect, it } from 'vitest';
import { readDefinition } from '../../../lib/policy/use-definition.ts';
import { addMembers, changeMember, removeMember } from './change-members.ts';
import { addGroup, changeGroup, readGroups, removeGroup } from './groups.ts';
import { readMembers, writeMember } from './member.ts';
import { addParameter, changeParameter, removeParameter, usesOfParameters } from './parameters.ts';

const AT = '/providers/Microsoft.Authorization/policyDefinitions';
const definition = (name: string, parameters: JsonObject) =>
  readDefinition(`${AT}/${name}`, { properties: { displayName: name, parameters } });

const REGISTRIES = definition('registries', {
  allowed: { type: 'Array', metadata: { displayName: 'Allowed' } },
  effect: { type: 'String', defaultValue: 'Audit' },
});

const DOCUMENT: JsonObject = {
  parameters: {
    allowed: { type: 'array' },
    own: { type: 'String', defaultValue: 'x', metadata: { description: 'd' } },
  },
  policyDefinitionGroups: [{ name: 'G1', additionalMetadataId: '/m' }, { name: 'g2' }],
  policyDefinitions: [
    {
      policyDefinitionId: `${AT}/one`,
      policyDefinitionReferenceId: 'one',
      definitionVersion: '1.*.*',
      groupNames: ['g1', 'g2'],
      extra: true,
      parameters: {
        a: { value: "[parameters('own')]" },
        b: { value: "[concat(parameters('OWN'), 'x')]" },
        c: { value: ['literal'] },
        d: { value: '[[not an expression]' },
        e: {},
      },
    },
    { policyDefinitionId: `${AT}/two` },
  ],
};

describe('members', () => {
  it('are read with where their parameters get their values', () => {
    expect(readMembers(DOCUMENT)).toEqual([
      {
        definitionId: `${AT}/one`,
        referenceId: 'one',
        version: '1.*.*',
        groupNames: ['g1', 'g2'],
        parameters: {
          a: { kind: 'parameter', name: 'own' },
          b: { kind: 'expression', text: "[concat(parameters('OWN'), 'x')]" },
          c: { kind: 'value', value: ['literal'] },
          d: { kind: 'value', value: '[not an expression]' },
          e: { kind: 'value', value: null },
        },
      },
      { definitionId: `${AT}/two`, referenceId: '', version: '', groupNames: [], parameters: {} },
    ]);
  });

  it.each([{}, { policyDefinitions: 'x' }, { policyDefinitions: [1, null] }])('%j has none', document => {
    expect(readMembers(document as JsonObject)).toEqual([]);
  });

  it('are written as they were read, with what else they say', () => {
    const [first] = DOCUMENT['policyDefinitions'] as readonly JsonObject[];
    const [member] = readMembers(DOCUMENT);
    expect(member && writeMember(member, first)).toEqual({
      ...first,
      parameters: { ...(first?.['parameters'] as JsonObject), e: { value: null } },
    });
  });

  it('a text in brackets that somebody gives is no expression', () => {
    const changed = changeMember(DOCUMENT, 1, {
      parameters: { p: { kind: 'value', value: "[parameters('own')]" } },
    });
    expect(changed['policyDefinitions']).toMatchObject([
      {},
      { parameters: { p: { value: "[[parameters('own')]" } } },
    ]);
    expect(readMembers(changed)[1]?.parameters).toEqual({
      p: { kind: 'value', value: "[parameters('own')]" },
    });
  });

  it('change and go by their place', () => {
    expect(
      readMembers(changeMember(DOCUMENT, 1, { referenceId: 'two', version: '2.*.*', groupNames: ['g2'] }))[1],
    ).toMatchObject({
      referenceId: 'two',
      version: '2.*.*',
      groupNames: ['g2'],
    });
    expect(changeMember(DOCUMENT, 7, { referenceId: 'x' })).toBe(DOCUMENT);
    expect(readMembers(removeMember(DOCUMENT, 0)).map(({ definitionId }) => definitionId)).toEqual([
      `${AT}/two`,
    ]);
  });
});

describe('a policy that is added', () => {
  it('gets what it must be given from the initiative', () => {
    const added = addMembers({}, [REGISTRIES]);
    expect(added).toEqual({
      parameters: { allowed: { type: 'Array', metadata: { displayName: 'Allowed' } } },
      policyDefinitions: [
        {
          policyDefinitionId: `${AT}/registries`,
          policyDefinitionReferenceId: 'registries',
          parameters: { allowed: { value: "[parameters('allowed')]" } },
        },
      ],
    });
  });

  it('shares a parameter that takes the same values, and has a name of its own where it does not', () => {
    const other = definition('other', { Allowed: { type: 'String' } });
    const added = addMembers(DOCUMENT, [REGISTRIES, other, REGISTRIES]);
    expect(Object.keys(added['parameters'] as JsonObject)).toEqual(['allowed', 'own', 'Allowed-2']);
    expect(
      readMembers(added)
        .slice(2)
        .map(({ referenceId, parameters }) => [referenceId, parameters]),
    ).toEqual([
      ['registries', { allowed: { kind: 'parameter', name: 'allowed' } }],
      ['other', { Allowed: { kind: 'parameter', name: 'Allowed-2' } }],
      ['registries-2', { allowed: { kind: 'parameter', name: 'allowed' } }],
    ]);
  });
});

it('a policy whose name tells nothing is referred to by what people call it', () => {
  const named = {
    ...REGISTRIES,
    name: '145e7dc6-c886-45a7-bc11-0b3d23ec357d',
    displayName: 'Only some registries',
  };
  expect(readMembers(addMembers({}, [named])).map(({ referenceId }) => referenceId)).toEqual([
    'only-some-registries',
  ]);
});

describe('parameters of an initiative', () => {
  it('are counted where they are used, also in expressions', () => {
    expect(usesOfParameters(DOCUMENT)).toEqual(new Map([['own', 2]]));
  });

  it('are described, get a default and lose it', () => {
    const named = changeParameter(DOCUMENT, 'allowed', { displayName: 'Allowed', defaultValue: [] });
    expect(named['parameters']).toMatchObject({
      allowed: { type: 'array', defaultValue: [], metadata: { displayName: 'Allowed' } },
    });
    const bare = changeParameter(DOCUMENT, 'own', { description: '', defaultValue: undefined });
    expect((bare['parameters'] as JsonObject)['own']).toEqual({
      type: 'String',
    });
    expect(changeParameter(DOCUMENT, 'nobody', {})).toBe(DOCUMENT);
  });

  it('come and go', () => {
    expect(addParameter(DOCUMENT, 'new', 'Boolean')['parameters']).toMatchObject({
      new: { type: 'Boolean' },
    });
    expect(addParameter(DOCUMENT, 'OWN', 'Boolean')).toBe(DOCUMENT);
    expect(Object.keys(removeParameter(DOCUMENT, 'own')['parameters'] as JsonObject)).toEqual(['allowed']);
  });
});

describe('groups', () => {
  it('come, are described, and go from their members too', () => {
    expect(readGroups(addGroup(DOCUMENT, 'new')).map(({ name }) => name)).toEqual(['G1', 'g2', 'new']);
    expect(addGroup(DOCUMENT, 'G2')).toBe(DOCUMENT);
    expect(addGroup(DOCUMENT, '')).toBe(DOCUMENT);
    expect(
      changeGroup(DOCUMENT, 'g1', { displayName: 'One', category: '' })['policyDefinitionGroups'],
    ).toEqual([{ name: 'G1', additionalMetadataId: '/m', displayName: 'One' }, { name: 'g2' }]);
    const without = removeGroup(DOCUMENT, 'g1');
    expect(readGroups(without).map(({ name }) => name)).toEqual(['g2']);
    expect(readMembers(without)[0]?.groupNames).toEqual(['g2']);
    expect(removeGroup(without, 'G2')).not.toHaveProperty('policyDefinitionGroups');
  });
});
