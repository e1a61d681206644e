import { describe, expect, test } from 'vitest';
import { createVocabulary } from '../vocabulary/create-vocabulary.ts';
import type { Alias } from '../vocabulary/vocabulary.ts';
import { fieldTarget } from './field-target.ts';

const THING = 'A.B/things';
const OTHER = 'A.B/others';
const VM = 'Microsoft.Compute/virtualMachines';
const OLD = '2020-01-01';
const NEW = '2024-01-01';

const ALIASES: readonly Alias[] = [
  { name: `${THING}/text`, defaultPath: 'properties.text', type: 'String', modifiable: true },
  { name: `${THING}/still`, defaultPath: 'properties.still', modifiable: false },
  { name: `${THING}/unsaid`, defaultPath: 'properties.unsaid' },
  {
    name: `${THING}/moved`,
    defaultPath: 'properties.new',
    type: 'Integer',
    modifiable: true,
    paths: [{ path: 'properties.old', apiVersions: [OLD], type: 'String', modifiable: false }],
  },
  { name: `${THING}/list[*]`, defaultPath: 'properties.list[*]', modifiable: true },
  { name: `${THING}/rules[*].p`, defaultPath: 'properties.rules[*].p', modifiable: true },
  { name: `${THING}/model`, defaultPath: 'properties.model', modifiable: true, fixed: true },
  { name: `${THING}/imported`, defaultPath: 'Properties.Model.name', modifiable: true },
  { name: `${THING}/modelling`, defaultPath: 'properties.modelling', modifiable: true },
  { name: `${THING}/all`, defaultPath: 'properties', modifiable: true },
  { name: `${THING}/odd`, defaultPath: 'properties[0].x', modifiable: true },
];
const VOCABULARY = createVocabulary({
  aliases: new Map([
    [THING, ALIASES],
    [OTHER, [{ name: `${OTHER}/text`, defaultPath: 'properties.text', modifiable: true }]],
  ]),
  dataModes: [],
  tracked: new Map(),
});

function target(field: string, type = THING, version = NEW) {
  return fieldTarget(field, type, version, VOCABULARY);
}

function names(field: string, type?: string, version?: string) {
  const found = target(field, type, version);
  return 'refusal' in found ? found.refusal : found.path.parts.map(keys => keys.map(key => key.name));
}

describe('leads to', () => {
  test.each<[string, string, string, readonly (readonly string[])[]]>([
    ['tags.env', THING, NEW, [['tags', 'env']]],
    ["tags['a.b']", THING, NEW, [['tags', 'a.b']]],
    ['tags[Dept]', THING, NEW, [['tags', 'Dept']]],
    ['Tags', THING, NEW, [['tags']]],
    [`${THING}/text`, THING, NEW, [['properties', 'text']]],
    ['a.b/THINGS/Text', 'a.b/things', NEW, [['properties', 'text']]],
    [`${THING}/moved`, THING, NEW, [['properties', 'new']]],
    [`${THING}/moved`, THING, OLD, [['properties', 'old']]],
    [`${THING}/list[*]`, THING, NEW, [['properties', 'list']]],
    [`${THING}/rules[*].p`, THING, NEW, [['properties', 'rules'], ['p']]],
    [`${THING}/modelling`, THING, NEW, [['properties', 'modelling']]],
    ['identity.type', VM, NEW, [['identity', 'type']]],
    ['Identity.UserAssignedIdentities', `${VM}`, NEW, [['identity', 'userAssignedIdentities']]],
    ['identity.type', 'microsoft.compute/virtualmachinescalesets', NEW, [['identity', 'type']]],
  ])('%s on %s in %s', (field, type, version, expected) => {
    expect(names(field, type, version)).toEqual(expected);
  });
});

describe('cannot be written', () => {
  test.each<[string, string]>([
    ['name', 'readOnly'],
    ['Type', 'readOnly'],
    ['id', 'readOnly'],
    ['kind', 'readOnly'],
    ['location', 'readOnly'],
    ['fullName', 'readOnly'],
    ['identity.principalId', 'readOnly'],
    ['identity.type', 'notOfType'],
    [`${OTHER}/text`, 'notOfType'],
    [`${THING}/none`, 'unknown'],
    ['tags[*]', 'unknown'],
    ['', 'unknown'],
    ['__proto__', 'unknown'],
    ['properties.text', 'unknown'],
    [`${THING}/model`, 'readOnly'],
    [`${THING}/imported`, 'readOnly'],
    [`${THING}/all`, 'readOnly'],
    [`${THING}/odd`, 'readOnly'],
  ])('%s: %s', (field, refusal) => {
    expect(names(field)).toBe(refusal);
  });
});

describe('is modifiable, of a token type', () => {
  test.each<[string, string, boolean, string | undefined]>([
    ['tags.env', NEW, true, 'text'],
    ['tags', NEW, true, 'texts'],
    [`${THING}/text`, NEW, true, 'String'],
    [`${THING}/still`, NEW, false, undefined],
    [`${THING}/unsaid`, NEW, false, undefined],
    [`${THING}/moved`, NEW, true, 'Integer'],
    [`${THING}/moved`, OLD, false, 'String'],
  ])('%s in %s: %s, %s', (field, version, modifiable, type) => {
    expect(target(field, THING, version)).toMatchObject({ modifiable, type });
  });
});

test('an array and its members are one place', () => {
  expect(target(`${THING}/list[*]`)).toMatchObject({ isMember: true, place: '[["properties","list"]]' });
  expect(target(`${THING}/text`)).toMatchObject({ isMember: false, place: '[["properties","text"]]' });
});
