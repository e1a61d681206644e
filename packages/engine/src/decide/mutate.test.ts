import { type Alias, createVocabulary, type JsonObject, type JsonValue } from '@sluice/language';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { mutate } from './mutate.ts';
import type { Mutation, MutationOutcome } from './mutation.ts';

const THING = 'A.B/things';
const VM = 'Microsoft.Compute/virtualMachines';
const OLD = '2020-01-01';
const NEW = '2024-01-01';

const ALIASES: readonly Alias[] = [
  { name: `${THING}/text`, defaultPath: 'properties.text', type: 'String', modifiable: true },
  { name: `${THING}/count`, defaultPath: 'properties.count', type: 'Integer', modifiable: true },
  { name: `${THING}/ratio`, defaultPath: 'properties.ratio', type: 'Number', modifiable: true },
  { name: `${THING}/flag`, defaultPath: 'properties.flag', type: 'Boolean', modifiable: true },
  { name: `${THING}/any`, defaultPath: 'properties.any', modifiable: true },
  { name: `${THING}/acls`, defaultPath: 'properties.acls', type: 'Object', modifiable: true },
  { name: `${THING}/acls.mode`, defaultPath: 'properties.acls.mode', type: 'String', modifiable: true },
  { name: `${THING}/list`, defaultPath: 'properties.list', type: 'Array', modifiable: true },
  { name: `${THING}/list[*]`, defaultPath: 'properties.list[*]', type: 'String', modifiable: true },
  { name: `${THING}/rules[*].access`, defaultPath: 'properties.rules[*].access', modifiable: true },
  { name: `${THING}/rules[*].ports[*]`, defaultPath: 'properties.rules[*].ports[*]', modifiable: true },
  { name: `${THING}/still`, defaultPath: 'properties.still', modifiable: false },
  { name: `${THING}/unsaid`, defaultPath: 'properties.unsaid' },
  {
    name: `${THING}/late`,
    defaultPath: 'properties.late',
    modifiable: true,
    paths: [{ path: 'properties.late', apiVersions: [OLD], modifiable: false }],
  },
  { name: `${THING}/model.name`, defaultPath: 'properties.model.name', fixed: true },
  { name: `${THING}/imported`, defaultPath: 'properties.model.name', modifiable: true },
  { name: `${THING}/sku.name`, defaultPath: 'sku.name', modifiable: true },
];
const VOCABULARY = createVocabulary({
  aliases: new Map([
    [THING, ALIASES],
    ['A.B/others', [{ name: 'A.B/others/text', defaultPath: 'properties.text', modifiable: true }]],
  ]),
  dataModes: [],
  tracked: new Map(),
});

function run(resource: JsonObject, mutations: readonly Mutation[], type = THING, apiVersion = NEW) {
  return mutate({ resource, typeKey: type.toLowerCase(), apiVersion, vocabulary: VOCABULARY, mutations });
}

function append(key: string, ...details: JsonValue[]): Mutation {
  return { key, effect: 'append', details };
}

function modify(key: string, conflictEffect: JsonValue, ...operations: JsonValue[]): Mutation {
  return { key, effect: 'modify', details: { conflictEffect, operations } };
}

function set(field: string, value: JsonValue, more: JsonObject = {}): JsonObject {
  return { operation: 'addOrReplace', field, value, ...more };
}

/** `applied` with the paths, or the kind with its code. */
function told(outcome: MutationOutcome | undefined): string {
  if (outcome === undefined) return 'nothing';
  if (outcome.kind !== 'applied') return `${outcome.kind} ${outcome.code}`;
  return ['applied', ...outcome.changes.map(change => change.path)].join(' ');
}

function toldAll(outcomes: ReadonlyMap<string, MutationOutcome>): JsonObject {
  return Object.fromEntries([...outcomes].map(([key, outcome]) => [key, told(outcome)]));
}

type Row = readonly [name: string, resource: JsonObject, JsonValue, expected: JsonObject, outcome: string];
const EXISTS = 'refused AppendPoliciesFieldsExist';
const UNDEFINED = 'refused AppendPoliciesUndefinedFields';

describe('append', () => {
  const [tag, text, list] = ['tags.env', `${THING}/text`, `${THING}/list`];
  const rules = (...members: JsonValue[]): JsonObject => ({ properties: { rules: members } });
  const listOf = (...members: JsonValue[]): JsonObject => ({ properties: { list: members } });
  test.each<Row>([
    // Fields and tags.
    ['a tag that is missing', {}, { field: tag, value: 'x' }, { tags: { env: 'x' } }, 'applied tags.env'],
    [
      'a tag beside others',
      { tags: { a: '1' } },
      { field: tag, value: 'x' },
      { tags: { a: '1', env: 'x' } },
      'applied tags.env',
    ],
    [
      'a tag that is there',
      { tags: { Env: 'X' } },
      { field: tag, value: 'x' },
      { tags: { Env: 'X' } },
      'applied',
    ],
    [
      'a tag with another value',
      { tags: { env: 'y' } },
      { field: tag, value: 'x' },
      { tags: { env: 'y' } },
      EXISTS,
    ],
    [
      'a tag that is null',
      { tags: { env: null } },
      { field: tag, value: 'x' },
      { tags: { env: 'x' } },
      'applied tags.env',
    ],
    ['a number as a tag', {}, { field: tag, value: 42 }, { tags: { env: '42' } }, 'applied tags.env'],
    ['an object as a tag', {}, { field: tag, value: {} }, {}, 'refused NonModifiablePolicyAlias'],
    [
      'all tags where there are none',
      {},
      { field: 'tags', value: { a: 1 } },
      { tags: { a: '1' } },
      'applied tags',
    ],
    [
      'an alias that is missing',
      {},
      { field: text, value: 'x' },
      { properties: { text: 'x' } },
      'applied properties.text',
    ],
    [
      'an alias that is there',
      { properties: { text: 'x' } },
      { field: text, value: 'x' },
      { properties: { text: 'x' } },
      'applied',
    ],
    [
      'an alias with another value',
      { properties: { text: 'y' } },
      { field: text, value: 'x' },
      { properties: { text: 'y' } },
      EXISTS,
    ],
    [
      'below an object that is missing',
      {},
      { field: `${THING}/acls.mode`, value: 'x' },
      { properties: { acls: { mode: 'x' } } },
      'applied properties.acls.mode',
    ],
    [
      'below what is no object',
      { properties: { acls: 'x' } },
      { field: `${THING}/acls.mode`, value: 'x' },
      { properties: { acls: 'x' } },
      UNDEFINED,
    ],
    // Arrays.
    ['an array that is missing', {}, { field: list, value: ['a'] }, listOf('a'), 'applied properties.list'],
    ['an array that is there', listOf('a'), { field: list, value: ['a'] }, listOf('a'), 'applied'],
    ['an array with other members', listOf('b'), { field: list, value: ['a'] }, listOf('b'), EXISTS],
    [
      'a member of a missing array',
      {},
      { field: `${list}[*]`, value: 'a' },
      listOf('a'),
      'applied properties.list[0]',
    ],
    [
      'a member',
      listOf('b'),
      { field: `${list}[*]`, value: 'a' },
      listOf('b', 'a'),
      'applied properties.list[1]',
    ],
    [
      'a member again',
      listOf('a'),
      { field: `${list}[*]`, value: 'a' },
      listOf('a', 'a'),
      'applied properties.list[1]',
    ],
    [
      'a member of what is no array',
      { properties: { list: 'x' } },
      { field: `${list}[*]`, value: 'a' },
      { properties: { list: 'x' } },
      UNDEFINED,
    ],
    [
      'on every member that lacks it',
      rules({ access: 'Deny' }, { n: 1 }),
      { field: `${THING}/rules[*].access`, value: 'Deny' },
      rules({ access: 'Deny' }, { n: 1, access: 'Deny' }),
      'applied properties.rules[1].access',
    ],
    [
      'on members of which one differs',
      rules({ access: 'Allow' }, {}),
      { field: `${THING}/rules[*].access`, value: 'Deny' },
      rules({ access: 'Allow' }, {}),
      EXISTS,
    ],
    [
      'on members of a missing array',
      {},
      { field: `${THING}/rules[*].access`, value: 'Deny' },
      {},
      'applied',
    ],
    [
      'a member in each member',
      rules({ ports: [1] }, {}),
      { field: `${THING}/rules[*].ports[*]`, value: 2 },
      rules({ ports: [1, 2] }, { ports: [2] }),
      'applied properties.rules[0].ports[1] properties.rules[1].ports[0]',
    ],
    // Fields that it may not have.
    [
      'an alias that is not modifiable',
      {},
      { field: `${THING}/still`, value: 1 },
      { properties: { still: 1 } },
      'applied properties.still',
    ],
    ['a value of another kind', {}, { field: text, value: 1 }, {}, 'refused NonModifiablePolicyAlias'],
    ['a name', {}, { field: 'name', value: 'x' }, {}, 'refused NonModifiablePolicyAlias'],
    ['the model', {}, { field: `${THING}/model.name`, value: 'x' }, {}, 'refused NonModifiablePolicyAlias'],
    [
      'the model by another name',
      {},
      { field: `${THING}/imported`, value: 'x' },
      {},
      'refused NonModifiablePolicyAlias',
    ],
    ['an unknown alias', {}, { field: `${THING}/none`, value: 'x' }, {}, UNDEFINED],
    [
      'an alias of other types',
      {},
      { field: 'A.B/others/text', value: 'x' },
      {},
      'skipped AppendPoliciesNotApplicable',
    ],
    ['an identity', {}, { field: 'identity.type', value: 'None' }, {}, 'skipped AppendPoliciesNotApplicable'],
  ])('%s', (_, resource, details, expected, outcome) => {
    const result = run(resource, [append('a', details)]);
    expect(result.resource).toEqual(expected);
    expect(told(result.outcomes.get('a'))).toBe(outcome);
  });

  it('takes a single object for its details', () => {
    const details = { Field: 'tags.a', Value: 'x' };
    expect(run({}, [{ key: 'a', effect: 'append', details }]).resource).toEqual({ tags: { a: 'x' } });
  });
  it('appends nothing of a rule of which one entry is refused', () => {
    const rule = append('a', { field: 'tags.b', value: '1' }, { field: 'tags.env', value: 'x' });
    const result = run({ tags: { env: 'y' } }, [rule]);
    expect(result.resource).toEqual({ tags: { env: 'y' } });
  });
  it('leaves out what is of other types', () => {
    const rule = append('a', { field: 'A.B/others/text', value: '1' }, { field: 'tags.env', value: 'x' });
    expect(run({}, [rule]).resource).toEqual({ tags: { env: 'x' } });
  });
});

describe('modify', () => {
  const NOT_MODIFIABLE = 'NonModifiablePolicyAlias';
  const [text, list] = [`${THING}/text`, `${THING}/list`];
  const rules = (...members: JsonValue[]): JsonObject => ({ properties: { rules: members } });
  const listOf = (...members: JsonValue[]): JsonObject => ({ properties: { list: members } });
  test.each<Row>([
    // Operations.
    [
      'adds a tag',
      {},
      { operation: 'add', field: 'tags.a', value: 'x' },
      { tags: { a: 'x' } },
      'applied tags.a',
    ],
    [
      'adds what is there',
      { tags: { a: 'X' } },
      { operation: 'ADD', field: 'tags.a', value: 'x' },
      { tags: { a: 'X' } },
      'applied',
    ],
    [
      'adds to another value',
      { tags: { a: 'y' } },
      { operation: 'Add', field: 'tags.a', value: 'x' },
      { tags: { a: 'y' } },
      'refused ModifyPoliciesFieldsExist',
    ],
    [
      'sets a tag',
      { tags: { A: 'y', b: '1' } },
      set('tags.a', 'x'),
      { tags: { A: 'x', b: '1' } },
      'applied tags.A',
    ],
    [
      'sets a tag in another case',
      { tags: { a: 'X' } },
      set('tags.a', 'x'),
      { tags: { a: 'x' } },
      'applied tags.a',
    ],
    ['sets what is so', { tags: { a: 'x' } }, set('tags.a', 'x'), { tags: { a: 'x' } }, 'applied'],
    ['sets all tags', { tags: { b: '1' } }, set('tags', { a: 1 }), { tags: { a: '1' } }, 'applied tags'],
    [
      'removes a tag',
      { tags: { A: 'x', b: '1' } },
      { operation: 'remove', field: "tags['a']" },
      { tags: { b: '1' } },
      'applied tags.A',
    ],
    ['removes a missing tag', {}, { operation: 'Remove', field: 'tags.a' }, {}, 'applied'],
    ['removes all tags', { tags: { a: '' } }, { operation: 'remove', field: 'tags' }, {}, 'applied tags'],
    [
      'removes a property',
      { properties: { text: '' } },
      { operation: 'remove', field: text },
      { properties: { text: '' } },
      `refused ${NOT_MODIFIABLE}`,
    ],
    [
      'sets an alias',
      { properties: { text: 'y' } },
      set(text, 'x'),
      { properties: { text: 'x' } },
      'applied properties.text',
    ],
    [
      'sets an alias to null',
      { properties: { text: 'y' } },
      set(text, null),
      { properties: { text: null } },
      'applied properties.text',
    ],
    [
      'replaces all members',
      listOf('a', 'b'),
      set(`${list}[*]`, 'c'),
      listOf('c'),
      'applied properties.list',
    ],
    ['replaces members by the same', listOf('c'), set(`${list}[*]`, 'c'), listOf('c'), 'applied'],
    [
      'adds a member',
      listOf('a'),
      { operation: 'add', field: `${list}[*]`, value: 'c' },
      listOf('a', 'c'),
      'applied properties.list[1]',
    ],
    ['replaces an array', listOf('a'), set(list, []), listOf(), 'applied properties.list'],
    [
      'sets on each member',
      rules({ access: 'x' }, {}),
      set(`${THING}/rules[*].access`, 'y'),
      rules({ access: 'y' }, { access: 'y' }),
      'applied properties.rules[0].access properties.rules[1].access',
    ],
    // Conditions.
    [
      'does nothing where the condition is false',
      {},
      set('tags.a', 'x', { condition: false }),
      {},
      'skipped ModifyPoliciesNotApplicable',
    ],
    [
      'does nothing where the condition says false',
      {},
      set('tags.a', 'x', { condition: 'False' }),
      {},
      'skipped ModifyPoliciesNotApplicable',
    ],
    [
      'acts where the condition is true',
      {},
      set('tags.a', 'x', { condition: true }),
      { tags: { a: 'x' } },
      'applied tags.a',
    ],
    [
      'acts where the condition says true',
      {},
      set('tags.a', 'x', { condition: 'true' }),
      { tags: { a: 'x' } },
      'applied tags.a',
    ],
    [
      'refuses another condition',
      {},
      set('tags.a', 'x', { condition: 1 }),
      {},
      'refused ModifyPoliciesUndefinedFields',
    ],
    // Parents.
    [
      'skips below a missing object',
      { properties: {} },
      set(`${THING}/acls.mode`, 'x'),
      { properties: {} },
      'skipped ModifyPoliciesNotApplicable',
    ],
    [
      'skips below null',
      { properties: { acls: null } },
      set(`${THING}/acls.mode`, 'x'),
      { properties: { acls: null } },
      'skipped ModifyPoliciesNotApplicable',
    ],
    [
      'skips the part of a missing sku',
      {},
      set(`${THING}/sku.name`, 'x'),
      {},
      'skipped ModifyPoliciesNotApplicable',
    ],
    [
      'skips members of a missing array',
      {},
      set(`${THING}/rules[*].access`, 'y'),
      {},
      'skipped ModifyPoliciesNotApplicable',
    ],
    [
      'sets below an object',
      { properties: { acls: {} } },
      set(`${THING}/acls.mode`, 'x'),
      { properties: { acls: { mode: 'x' } } },
      'applied properties.acls.mode',
    ],
    [
      'sets a property where there are no properties',
      {},
      set(text, 'x'),
      { properties: { text: 'x' } },
      'applied properties.text',
    ],
    [
      'refuses tags that are no object',
      { tags: 'x' },
      set('tags.a', 'x'),
      { tags: 'x' },
      'refused ModifyPoliciesUndefinedFields',
    ],
    // Fields that it may not have.
    ['refuses what is not modifiable', {}, set(`${THING}/still`, 1), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses what nobody calls modifiable', {}, set(`${THING}/unsaid`, 1), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses the model by any name', {}, set(`${THING}/imported`, 'x'), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses a location', {}, set('location', 'x'), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses an unknown field', {}, set('nothing', 'x'), {}, 'refused ModifyPoliciesUndefinedFields'],
    [
      'skips an alias of other types',
      {},
      set('A.B/others/text', 'x'),
      {},
      'skipped ModifyPoliciesNotApplicable',
    ],
    ['skips an identity', {}, set('identity.type', 'None'), {}, 'skipped ModifyPoliciesNotApplicable'],
    // Token types.
    ['refuses a number for a text', {}, set(text, 1), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses a text for an integer', {}, set(`${THING}/count`, '1'), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses a fraction for an integer', {}, set(`${THING}/count`, 1.5), {}, `refused ${NOT_MODIFIABLE}`],
    [
      'sets a fraction',
      {},
      set(`${THING}/ratio`, 1.5),
      { properties: { ratio: 1.5 } },
      'applied properties.ratio',
    ],
    ['refuses a text for a boolean', {}, set(`${THING}/flag`, 'true'), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses an array for an object', {}, set(`${THING}/acls`, []), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses an object for an array', {}, set(list, {}), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses an array for a member', {}, set(`${list}[*]`, ['a']), {}, `refused ${NOT_MODIFIABLE}`],
    ['refuses null for a tag', {}, set('tags.a', null), {}, `refused ${NOT_MODIFIABLE}`],
    [
      'sets any value where there is no token type',
      {},
      set(`${THING}/any`, [1]),
      { properties: { any: [1] } },
      'applied properties.any',
    ],
  ])('%s', (_, resource, operation, expected, outcome) => {
    const result = run(resource, [modify('m', 'deny', operation)]);
    expect(result.resource).toEqual(expected);
    expect(told(result.outcomes.get('m'))).toBe(outcome);
  });

  test.each<[JsonValue, string]>([
    ['deny', `refused ${NOT_MODIFIABLE}`],
    ['DENY', `refused ${NOT_MODIFIABLE}`],
    [null, `refused ${NOT_MODIFIABLE}`],
    ['nonsense', `refused ${NOT_MODIFIABLE}`],
    ['Audit', `skipped ${NOT_MODIFIABLE}`],
    ['disabled', `skipped ${NOT_MODIFIABLE}`],
  ])(
    'with conflictEffect %j and one alias that is not modifiable, changes nothing: %s',
    (effect, outcome) => {
      const result = run({}, [modify('m', effect, set('tags.a', 'x'), set(`${THING}/still`, 1))]);
      expect(result.resource).toEqual({});
      expect(told(result.outcomes.get('m'))).toBe(outcome);
    },
  );

  test.each([
    [NEW, 'applied properties.late'],
    [OLD, `refused ${NOT_MODIFIABLE}`],
  ])('asks whether the alias is modifiable in %s: %s', (version, outcome) => {
    const { outcomes } = run({}, [modify('m', 'deny', set(`${THING}/late`, 1))], THING, version);
    expect(told(outcomes.get('m'))).toBe(outcome);
  });

  it('runs its operations in order, each on what the one before has left', () => {
    const operations = [
      { operation: 'remove', field: 'tags.a' },
      { operation: 'add', field: 'tags.a', value: 'new' },
      set(`${THING}/acls`, {}),
      set(`${THING}/acls.mode`, 'x'),
    ];
    const result = run({ tags: { a: 'old' } }, [modify('m', 'deny', ...operations)]);
    expect(result.resource).toEqual({ tags: { a: 'new' }, properties: { acls: { mode: 'x' } } });
    expect(result.outcomes.get('m')).toEqual({
      kind: 'applied',
      changes: [
        { operation: 'remove', field: 'tags.a', path: 'tags.a', before: 'old' },
        { operation: 'add', field: 'tags.a', path: 'tags.a', after: 'new' },
        { operation: 'addOrReplace', field: `${THING}/acls`, path: 'properties.acls', after: {} },
        { operation: 'addOrReplace', field: `${THING}/acls.mode`, path: 'properties.acls.mode', after: 'x' },
      ],
    });
  });
  it('leaves out only the operations whose parent is missing', () => {
    const result = run({}, [modify('m', 'deny', set(`${THING}/acls.mode`, 'x'), set('tags.a', 'x'))]);
    expect(told(result.outcomes.get('m'))).toBe('applied tags.a');
  });
  test.each([VM, `${VM}`.toUpperCase(), 'Microsoft.Compute/virtualMachineScaleSets'])(
    'gives %s an identity',
    type => {
      const result = run({}, [modify('m', 'deny', set('identity.type', 'SystemAssigned'))], type);
      expect(result.resource).toEqual({ identity: { type: 'SystemAssigned' } });
    },
  );
});

describe('rules that want different things', () => {
  const x = (key: string, effect: string, more: readonly JsonValue[] = []) =>
    modify(key, effect, set('tags.t', 'x'), ...more);
  const y = (key: string, effect: string, more: readonly JsonValue[] = []) =>
    modify(key, effect, set('tags.t', 'y'), ...more);
  const lost = 'skipped ConflictingModifyPolicies';
  const conflict = 'conflict ConflictingModifyPolicies';
  const two = 'conflict ConflictingAppendPolicies';
  test.each<[string, readonly Mutation[], JsonObject, JsonObject]>([
    [
      'one deny wins, whatever the order',
      [y('a', 'audit'), x('b', 'deny')],
      { tags: { t: 'x' } },
      { a: lost, b: 'applied tags.t' },
    ],
    [
      'those that lose give up all their operations',
      [x('a', 'deny'), y('b', 'audit', [set('tags.other', '1')])],
      { tags: { t: 'x' } },
      { a: 'applied tags.t', b: lost },
    ],
    [
      'who agrees with the deny stays',
      [x('a', 'audit'), x('b', 'deny'), y('c', 'audit')],
      { tags: { t: 'x' } },
      { a: 'applied tags.t', b: 'applied', c: lost },
    ],
    [
      'several deny are a conflict',
      [x('a', 'deny'), y('b', 'deny'), x('c', 'audit')],
      {},
      { a: conflict, b: conflict, c: lost },
    ],
    [
      'several deny that agree are none',
      [x('a', 'deny'), x('b', 'deny'), y('c', 'audit')],
      { tags: { t: 'x' } },
      { a: 'applied tags.t', b: 'applied', c: lost },
    ],
    [
      'of audit alone none runs',
      [x('a', 'audit'), y('b', 'audit'), x('c', 'audit')],
      {},
      { a: lost, b: lost, c: lost },
    ],
    [
      'disabled insists least',
      [x('a', 'disabled'), y('b', 'audit')],
      { tags: { t: 'y' } },
      { a: lost, b: 'applied tags.t' },
    ],
    ['of disabled alone none runs', [x('a', 'disabled'), y('b', 'disabled')], {}, { a: lost, b: lost }],
    [
      'one value is no conflict',
      [x('a', 'audit'), x('b', 'audit')],
      { tags: { t: 'x' } },
      { a: 'applied tags.t', b: 'applied' },
    ],
    [
      'no conflictEffect is deny',
      [x('a', 'deny'), { key: 'b', effect: 'modify', details: { operations: [set('tags.t', 'y')] } }],
      {},
      { a: conflict, b: conflict },
    ],
    [
      'setting and removing differ',
      [x('a', 'audit'), modify('b', 'audit', { operation: 'remove', field: 'tags.T' })],
      {},
      { a: lost, b: lost },
    ],
    [
      'names of one place are one field',
      [modify('a', 'deny', set("tags['T']", 'x')), y('b', 'deny')],
      {},
      { a: conflict, b: conflict },
    ],
    [
      'the last operation of a rule counts',
      [modify('a', 'deny', set('tags.t', 'y'), set('tags.t', 'x')), x('b', 'deny')],
      { tags: { t: 'x' } },
      { a: 'applied tags.t tags.t', b: 'applied' },
    ],
    [
      'what its condition leaves out does not count',
      [x('a', 'deny'), modify('b', 'deny', set('tags.t', 'y', { condition: false }))],
      { tags: { t: 'x' } },
      { a: 'applied tags.t', b: 'skipped ModifyPoliciesNotApplicable' },
    ],
    [
      'what has no parent does not count',
      [
        modify('a', 'deny', set(`${THING}/acls.mode`, 'x')),
        modify('b', 'deny', set(`${THING}/acls.mode`, 'y')),
      ],
      {},
      { a: 'skipped ModifyPoliciesNotApplicable', b: 'skipped ModifyPoliciesNotApplicable' },
    ],
    [
      'who lost is in nobody’s way',
      [x('a', 'deny'), y('b', 'audit', [set('tags.o', '1')]), modify('c', 'audit', set('tags.o', '2'))],
      { tags: { t: 'x', o: '2' } },
      { a: 'applied tags.t', b: lost, c: 'applied tags.o' },
    ],
    [
      'members and their array are one field',
      [modify('a', 'deny', set(`${THING}/list`, ['x'])), modify('b', 'deny', set(`${THING}/list[*]`, 'y'))],
      {},
      { a: conflict, b: conflict },
    ],
    [
      'two appends',
      [append('a', { field: 'tags.t', value: 'x' }), append('b', { field: 'tags.t', value: 'y' })],
      {},
      { a: two, b: two },
    ],
    [
      'two appends of one value',
      [append('a', { field: 'tags.t', value: 'x' }), append('b', { field: 'tags.T', value: 'x' })],
      { tags: { t: 'x' } },
      { a: 'applied tags.t', b: 'applied' },
    ],
    [
      'two appends of members',
      [
        append('b', { field: `${THING}/list[*]`, value: 'b' }),
        append('a', { field: `${THING}/list[*]`, value: 'a' }),
      ],
      { properties: { list: ['a', 'b'] } },
      { a: 'applied properties.list[0]', b: 'applied properties.list[1]' },
    ],
    [
      'an append before a modify',
      [x('a', 'deny'), append('b', { field: 'tags.t', value: 'y' })],
      { tags: { t: 'x' } },
      { a: 'applied tags.t', b: 'applied tags.t' },
    ],
    [
      'one that is refused and one that is not',
      [modify('a', 'deny', set(`${THING}/still`, 1)), x('b', 'deny')],
      { tags: { t: 'x' } },
      { a: 'refused NonModifiablePolicyAlias', b: 'applied tags.t' },
    ],
  ])('%s', (_, mutations, expected, outcomes) => {
    const result = run({}, mutations);
    expect(result.resource).toEqual(expected);
    expect(toldAll(result.outcomes)).toEqual(outcomes);
  });
});

describe('details of another shape refuse', () => {
  const bad: readonly JsonValue[] = [
    null,
    1,
    'x',
    [],
    {},
    [1],
    [{}],
    [{ field: 1, value: 1 }],
    [{ field: 'tags.a' }],
  ];
  test.each(bad)('append %j', details => {
    const { resource, outcomes } = run({}, [{ key: 'a', effect: 'append', details }]);
    expect(resource).toEqual({});
    expect(told(outcomes.get('a'))).toBe(UNDEFINED);
  });
  test.each<JsonValue>([
    ...bad,
    { operations: {} },
    { operations: [] },
    { operations: [1] },
    { operations: [{ field: 'tags.a', value: 1 }] },
    { operations: [{ operation: 'replace', field: 'tags.a', value: 1 }] },
    { operations: [{ operation: 'add', field: 'tags.a' }] },
    { operations: [{ operation: '__proto__', field: 'tags.a', value: 1 }] },
  ])('modify %j', details => {
    const { resource, outcomes } = run({}, [{ key: 'a', effect: 'modify', details }]);
    expect(resource).toEqual({});
    expect(told(outcomes.get('a'))).toBe('refused ModifyPoliciesUndefinedFields');
  });
});

const FIELDS = [
  'tags.a',
  'tags.b',
  'tags',
  'tags.__proto__',
  'name',
  'nothing',
  'identity.type',
  ...ALIASES.map(alias => alias.name),
];
const arbitraryOperation = fc.record({
  operation: fc.constantFrom('add', 'addOrReplace', 'remove', 'Nonsense'),
  field: fc.constantFrom(...FIELDS),
  value: fc.oneof(fc.constantFrom<JsonValue>('x', 'y', 1, true, null), fc.jsonValue({ maxDepth: 2 })),
});
const arbitraryDetails = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      operations: fc.array(arbitraryOperation),
      conflictEffect: fc.constantFrom('deny', 'audit', 'disabled'),
    }),
  },
  { weight: 2, arbitrary: fc.array(arbitraryOperation) },
  fc.jsonValue(),
);
const arbitraryMutations = fc
  .array(
    fc.record({ effect: fc.constantFrom('append' as const, 'modify' as const), details: arbitraryDetails }),
    { maxLength: 6 },
  )
  .map(rules => rules.map((rule, index) => ({ key: `k${index}`, ...rule }) as Mutation));
const arbitraryResource = fc.oneof(
  fc.record(
    {
      tags: fc.dictionary(fc.constantFrom('a', 'B', '__proto__'), fc.constantFrom('x', 'y')),
      properties: fc.record(
        {
          text: fc.constant('x'),
          list: fc.constant(['a']),
          rules: fc.constant([{ access: 'x' }, {}]),
          acls: fc.constant({}),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(fc.constantFrom('tags', 'properties', 'sku'), fc.jsonValue()),
) as fc.Arbitrary<JsonObject>;

describe('laws', () => {
  it('answers every rule, leaves its input untouched, and pollutes nothing', () => {
    fc.assert(
      fc.property(arbitraryResource, arbitraryMutations, (resource, mutations) => {
        const before = JSON.stringify([resource, mutations]);
        const result = run(resource, mutations);
        expect(JSON.stringify([resource, mutations])).toBe(before);
        expect([...result.outcomes.keys()].sort()).toEqual(mutations.map(({ key }) => key));
        const changed = [...result.outcomes.values()].some(
          each => each.kind === 'applied' && each.changes.length > 0,
        );
        if (!changed) expect(result.resource).toBe(resource);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
  it('sets twice what it sets once', () => {
    const sets = fc.array(arbitraryOperation.map(({ field, value }) => set(field, value as JsonValue)));
    fc.assert(
      fc.property(arbitraryResource, sets, (resource, operations) => {
        const rule = modify('m', 'deny', ...operations);
        const once = run(resource, [rule]).resource;
        const again = run(once, [rule]);
        // A later operation may make the parent of an earlier one: then there is more to do the second time.
        fc.pre(!operations.some(({ field }) => field === `${THING}/acls`));
        expect(again.resource).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });
  it('does not depend on the order in which rules are given', () => {
    fc.assert(
      fc.property(arbitraryResource, arbitraryMutations, (resource, mutations) => {
        const there = run(resource, mutations);
        const back = run(resource, [...mutations].reverse());
        expect(back.resource).toEqual(there.resource);
        expect(toldAll(back.outcomes)).toEqual(toldAll(there.outcomes));
      }),
    );
  });
  it('does not depend on the keys of rules that change different fields', () => {
    const fields = ['tags.a', 'tags.c', `${THING}/text`, `${THING}/list`, `${THING}/count`];
    const value = (field: string): JsonValue => {
      if (field.endsWith('list')) return ['n'];
      return field.endsWith('count') ? 7 : 'n';
    };
    fc.assert(
      fc.property(arbitraryResource, fc.shuffledSubarray(fields), (resource, shuffled) => {
        const rules = (order: readonly string[]) =>
          order.map((field, index) => modify(`k${index}`, 'deny', set(field, value(field))));
        const sorted = run(resource, rules([...shuffled].sort())).resource;
        expect(run(resource, rules(shuffled)).resource).toEqual(sorted);
      }),
    );
  });
});
