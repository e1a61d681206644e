import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../syntax/parse-definition.ts';
import { TYPE, VOCABULARY } from '../testing/judge.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { createVocabulary } from '../vocabulary/create-vocabulary.ts';
import { checkDefinition } from './check-definition.ts';

type Source = { readonly [key: string]: JsonValue };

/** What is wrong with a definition, as `severity code pointer`. */
function problemsOf(source: Source | string): readonly string[] {
  return check(source).map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
}

function check(source: Source | string) {
  const { definition, diagnostics } = parseDefinition(source);
  if (definition === undefined) throw new Error(JSON.stringify(diagnostics));
  return checkDefinition(definition, VOCABULARY);
}

const THEN = { effect: 'deny' };
const leaf = { field: 'type', equals: TYPE };
const ofIf = (condition: JsonObject, parameters: JsonObject = {}): Source => ({
  mode: 'All',
  parameters,
  policyRule: { if: condition, then: THEN },
});
const IF = '/policyRule/if';

describe('finds nothing wrong with', () => {
  test.each<[JsonObject]>([
    [leaf],
    [{ FIELD: 'Type', EQUALS: TYPE }],
    [{ field: 'tags.anything', exists: 'FALSE' }],
    [{ field: `${TYPE}/list[*]`, in: ['a', "[concat('b', 'c')]"] }],
    [{ field: 'name', equals: null }],
    [{ field: `${TYPE}/list`, equals: ['a'] }],
    [{ value: "[if(equals(field('name'), 'x'), true(), false())]", equals: true }],
    [
      {
        count: {
          field: `${TYPE}/rules[*]`,
          where: { count: { field: `${TYPE}/rules[*].ports[*]` }, greater: 1 },
        },
        greater: 0,
      },
    ],
    [
      {
        count: {
          value: [1, 2],
          name: 'a',
          where: {
            count: { value: [3], name: 'b', where: { value: "[current('a')]", equals: 1 } },
            equals: 1,
          },
        },
        equals: 1,
      },
    ],
    [{ field: 'name', like: 'prod-*' }],
  ])('%j', condition => {
    expect(problemsOf(ofIf(condition))).toEqual([]);
  });
});

describe('names what is wrong with a condition', () => {
  test.each<[JsonObject, readonly string[]]>([
    [{ field: 'type', equls: 'x' }, [`error operator/unknown ${IF}/equls`]],
    [{ field: 'nmae', equals: 'x' }, [`error field/unknown ${IF}/field`]],
    [{ field: 'properties.text', equals: 'x' }, [`error field/unknown ${IF}/field`]],
    [{ field: `${TYPE}/txet`, equals: 'x' }, [`error alias/unknown ${IF}/field`]],
    [{ field: `${TYPE}/ours`, equals: 'x' }, [`warning alias/not-known-to-azure ${IF}/field`]],
    [
      { value: "[field('nmae')]", equals: "[fild('x')]" },
      [`error field/unknown ${IF}/value`, `error function/unknown ${IF}/equals`],
    ],
    [{ value: "[parameters('x')]", equals: 1 }, [`error parameter/unknown ${IF}/value`]],
    [
      { value: '[toLower()]', equals: "[toLower('a', 'b')]" },
      [`error function/arguments ${IF}/value`, `error function/arguments ${IF}/equals`],
    ],
    [
      { value: "[reference('x')]", equals: '[newGuid()]' },
      [`error function/not-in-rules ${IF}/value`, `error function/not-in-rules ${IF}/equals`],
    ],
    [{ value: ["[listKeys('x')]"], equals: 1 }, [`error function/not-in-rules ${IF}/value/0`]],
    [{ field: 'name', in: 'x' }, [`error operand/wrong-kind ${IF}/in`]],
    [{ field: 'name', like: ['x'] }, [`error operand/wrong-kind ${IF}/like`]],
    [{ field: 'name', less: { a: 1 } }, [`error operand/wrong-kind ${IF}/less`]],
    [{ field: 'name', exists: 'maybe' }, [`error operand/wrong-kind ${IF}/exists`]],
    [{ field: 'name', exists: 1 }, [`error operand/wrong-kind ${IF}/exists`]],
    [{ field: 'name', like: '*a*' }, [`warning operand/too-many-wildcards ${IF}/like`]],
    [{ field: 'name', contains: 'a*' }, [`warning operand/literal-wildcard ${IF}/contains`]],
    [{ count: { field: `${TYPE}/list` }, equals: 1 }, [`error count/not-array ${IF}/count/field`]],
    [{ count: { field: `${TYPE}/nothing[*]` }, equals: 1 }, [`error alias/unknown ${IF}/count/field`]],
    [{ count: { value: 'text' }, equals: 1 }, [`error count/not-array ${IF}/count/value`]],
    [
      {
        count: { field: `${TYPE}/rules[*]`, where: { count: { field: `${TYPE}/list[*]` }, equals: 1 } },
        equals: 1,
      },
      [`error count/not-nested ${IF}/count/where/count/field`],
    ],
    [
      { count: { field: `${TYPE}/rules[*]`, where: { count: { value: [1] }, equals: 1 } }, equals: 1 },
      [`error count/no-name ${IF}/count/where/count`],
    ],
    [
      { count: { value: [1], name: 'a', where: { count: { value: [1], name: 'A' }, equals: 1 } }, equals: 1 },
      [`error count/name-taken ${IF}/count/where/count`],
    ],
    [{ value: '[current()]', equals: 1 }, [`error current/outside-count ${IF}/value`]],
    [
      { count: { value: [1], name: 'item', where: { value: "[current('itme')]", equals: 1 } }, equals: 1 },
      [`error current/unknown ${IF}/count/where/value`],
    ],
    [{ count: { value: '[current()]' }, equals: 1 }, [`error current/outside-count ${IF}/count/value`]],
    [
      { anyOf: [{ field: 'nmae', equls: 1 }, { not: { field: 'x/y', in: 1 } }] },
      [
        `error operator/unknown ${IF}/anyOf/0/equls`,
        `error field/unknown ${IF}/anyOf/0/field`,
        `error alias/unknown ${IF}/anyOf/1/not/field`,
        `error operand/wrong-kind ${IF}/anyOf/1/not/in`,
      ],
    ],
  ])('%j: %j', (condition, problems) => {
    expect(problemsOf(ofIf(condition))).toEqual(problems);
  });
});

describe('says what was meant', () => {
  test.each<[JsonObject, string]>([
    [{ field: 'type', equls: 'x' }, "'equls' is no operator. Did you mean 'equals'?"],
    [{ field: 'type', resembles: 'x' }, "'resembles' is no operator."],
    [
      { field: 'nmae', equals: 'x' },
      "'nmae': there is no field of that name that every resource has, and no alias. Did you mean 'name'?",
    ],
    [
      { field: `${TYPE}/txet`, equals: 'x' },
      `'${TYPE}/txet': there is no alias of that name. Did you mean '${TYPE}/text'?`,
    ],
    [
      { field: 'Nobody.Knows/things/text', equals: 'x' },
      `'Nobody.Knows/things/text': there is no alias of that name. Aliases of types that are not governed here come from "az provider list --expand resourceTypes/aliases".`,
    ],
    [{ value: "[concta('x')]", equals: 'x' }, "There is no function concta(). Did you mean 'concat'?"],
    [
      { value: "[parameters('naem')]", equals: 'x' },
      "The definition has no parameter 'naem'. Did you mean 'name' or 'names'?",
    ],
    [
      { count: { value: [1], name: 'item', where: { value: "[current('itme')]", equals: 1 } }, equals: 1 },
      "No count around this is named 'itme'. Did you mean 'item'?",
    ],
    [{ field: 'name', in: 'x' }, 'in compares with an array; found a text.'],
    [
      { field: 'name', equals: "[parameters('names')]" },
      'equals compares with any value; found a parameter of type Array.',
    ],
  ])('%j: %s', (condition, message) => {
    const parameters = { name: { type: 'String' }, names: { type: 'Array' } };
    const messages = check(ofIf(condition, parameters))
      .filter(({ severity }) => severity === 'error')
      .map(each => each.message);
    expect(messages).toEqual([message]);
  });
});

describe('a parameter as the right side', () => {
  test.each([
    ['equals', 'Array', false],
    ['equals', 'Object', false],
    ['equals', 'String', true],
    ['equals', 'Boolean', true],
    ['notEquals', 'Array', false],
    ['in', 'Array', true],
    ['notIn', 'String', false],
    ['like', 'String', true],
    ['like', 'Array', false],
    ['contains', 'Array', false],
    ['greater', 'Integer', true],
    ['greater', 'Object', false],
    ['exists', 'Boolean', true],
    ['exists', 'String', true],
    ['exists', 'Array', false],
  ])('%s with a parameter of type %s: %j', (operator, type, fits) => {
    const problems = problemsOf(ofIf({ field: 'name', [operator]: "[parameters('p')]" }, { p: { type } }));
    expect(problems).toEqual(fits ? [] : [`error operand/wrong-kind ${IF}/${operator}`]);
  });
});

describe('the traps of asset ids', () => {
  const ASSET = 'Test.Provider.Data/parts/model.assetId';
  test.each<[JsonObject, readonly string[]]>([
    [{ field: ASSET, contains: '/versions/3' }, [`warning trap/substring-match ${IF}/contains`]],
    [{ field: ASSET.toUpperCase(), notContains: 'x' }, [`warning trap/substring-match ${IF}/notContains`]],
    [{ field: ASSET, like: 'azureml://registries/azureml/*' }, []],
    [{ field: ASSET, like: '*/models/phi/versions/3' }, []],
    [
      { field: ASSET, like: 'azureml://registries/azureml/models/phi*' },
      [`warning trap/substring-match ${IF}/like`],
    ],
    [{ field: ASSET, notLike: '*llama/versions/1' }, [`warning trap/substring-match ${IF}/notLike`]],
    [{ field: ASSET, like: "[concat('azureml://registries/', parameters('name'), '/*')]" }, []],
    [
      { field: ASSET, like: "[concat(parameters('name'), '*')]" },
      [`warning trap/substring-match ${IF}/like`],
    ],
    [{ field: ASSET, like: "[parameters('name')]" }, []],
    [
      { field: ASSET, in: ['azureml://registries/azureml/models/phi/versions/3'] },
      [`warning trap/exact-id ${IF}/in`],
    ],
    [{ field: ASSET, notEquals: 'x' }, [`warning trap/exact-id ${IF}/notEquals`]],
    [{ field: ASSET, exists: true }, []],
    [
      { value: `[toLower(field('${ASSET}'))]`, contains: 'x' },
      [`warning trap/substring-match ${IF}/contains`],
    ],
    [
      { value: `[startsWith(field('${ASSET}'), 'x')]`, equals: true },
      [`warning trap/substring-match ${IF}/value`],
    ],
    [{ value: `[contains(parameters('name'), field('${ASSET}'))]`, equals: true }, []],
    [
      { count: { value: ['x'], where: { field: ASSET, contains: '[current()]' } }, equals: 0 },
      [`warning trap/substring-match ${IF}/count/where/contains`],
    ],
    [{ field: `${TYPE}/text`, contains: '/versions/3' }, []],
  ])('%j: %j', (condition, problems) => {
    const found = problemsOf(ofIf(condition, { name: { type: 'String' } }));
    expect(found.filter(problem => !problem.includes('parameter/unused'))).toEqual(problems);
  });
});

describe('parameters', () => {
  const used = (parameters: JsonObject): Source => ({
    mode: 'All',
    parameters,
    policyRule: { if: { field: 'name', in: ["[parameters('p')]"] }, then: THEN },
  });
  test.each<[JsonObject, readonly string[]]>([
    [{ p: { type: 'String' } }, []],
    [{ p: { type: 'String', defaultValue: 1 } }, ['error parameter/default-type /parameters/p']],
    [{ p: { type: 'Integer', defaultValue: 1.5 } }, ['error parameter/default-type /parameters/p']],
    [{ p: { type: 'Object', schema: { required: ['a'] }, defaultValue: { a: 1 } } }, []],
    [
      { p: { type: 'Object', schema: { required: ['a'] }, defaultValue: {} } },
      ['error parameter/default-type /parameters/p'],
    ],
    [
      { p: { type: 'String', defaultValue: 'z', allowedValues: ['a', 'b'] } },
      ['error parameter/default-not-allowed /parameters/p'],
    ],
    [
      { p: { type: 'String', defaultValue: 'A', allowedValues: ['a'] } },
      ['error parameter/default-not-allowed /parameters/p'],
    ],
    [{ p: { type: 'String', allowedValues: ['a', 1] } }, ['error parameter/allowed-values /parameters/p']],
    [{ p: { type: 'Array', defaultValue: ['a'], allowedValues: ['a', 'b'] } }, []],
    [{ p: { type: 'String', defaultValue: 'a', allowedValues: [] } }, []],
    [{ p: { type: 'String' }, Q: { type: 'String' } }, ['warning parameter/unused /parameters/Q']],
  ])('%j: %j', (parameters, problems) => {
    expect(problemsOf(used(parameters))).toEqual(problems);
  });

  test('used in details only are used', () => {
    const details = {
      type: TYPE,
      deployment: { properties: { parameters: { a: { value: "[concat(parameters('p'), '')]" } } } },
    };
    const source = {
      mode: 'All',
      parameters: { p: { type: 'String' } },
      policyRule: { if: leaf, then: { effect: 'audit', details } },
    };
    expect(problemsOf(source)).toEqual([]);
  });

  test('more than Azure allows are warned about', () => {
    const many = Object.fromEntries(
      Array.from({ length: 21 }, (_, index) => [`p${index}`, { type: 'String' }]),
    );
    const text = Object.keys(many)
      .map(name => `parameters('${name}')`)
      .join(', ');
    const source = {
      mode: 'All',
      parameters: many,
      policyRule: { if: { field: 'name', equals: `[concat(${text})]` }, then: THEN },
    };
    expect(problemsOf(source)).toEqual(['warning limit/parameters ']);
  });
});

describe('the mode', () => {
  test.each([
    ['All', []],
    ['indexed', []],
    ['Test.Provider.Data', []],
    ['Al', ['error mode/unknown /mode']],
    ['Test.Provider.Dat', ['error mode/unknown /mode']],
    ['Microsoft.Unknown.Data', ['error mode/unknown /mode']],
  ])('%s: %j', (mode, problems) => {
    expect(problemsOf({ mode, policyRule: { if: leaf, then: THEN } })).toEqual(problems);
  });

  test('may be for built-in definitions only', () => {
    const builtInOnly = createVocabulary({
      aliases: new Map(),
      dataModes: [{ mode: 'Closed.Data', effects: ['deny'], componentTypes: [], customDefinitions: false }],
      tracked: new Map(),
    });
    const codes = (policyType: string) => {
      const { definition } = parseDefinition({
        mode: 'closed.data',
        policyType,
        policyRule: { if: leaf, then: THEN },
      });
      return (
        definition &&
        checkDefinition(definition, builtInOnly).map(({ code, pointer }) => `${code} ${pointer}`)
      );
    };
    expect(codes('Custom')).toEqual(['mode/built-in-only /mode']);
    expect(codes('BuiltIn')).toEqual([]);
  });

  test('that is nearly right is suggested', () => {
    expect(check({ mode: 'Test.Provider.Dat', policyRule: { if: leaf, then: THEN } })[0]?.message).toContain(
      "Did you mean 'Test.Provider.Data'?",
    );
  });
});

describe('limits', () => {
  const repeat = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const nest = (depth: number): JsonObject => (depth === 0 ? leaf : { not: nest(depth - 1) });
  const calls = (depth: number): string => (depth === 0 ? "'x'" : `toLower(${calls(depth - 1)})`);
  const field = { count: { field: `${TYPE}/list[*]` }, equals: 1 };
  test.each<[string, JsonObject, readonly string[]]>([
    ['conditions', { allOf: repeat(4_096, () => leaf) }, []],
    ['one condition more', { allOf: repeat(4_097, () => leaf) }, [`error limit/conditions ${IF}`]],
    ['nested conditions', nest(511), []],
    ['one level more', nest(512), [`error limit/nested-conditions ${IF}${'/not'.repeat(512)}`]],
    ['nested calls', { value: `[${calls(64)}]`, equals: 'x' }, []],
    ['one call deeper', { value: `[${calls(65)}]`, equals: 'x' }, [`error limit/nested-calls ${IF}/value`]],
    ['arguments', { value: `[concat(${repeat(128, () => "'x'").join()})]`, equals: 'x' }, []],
    [
      'one argument more',
      { value: `[concat(${repeat(129, () => "'x'").join()})]`, equals: 'x' },
      [`error limit/arguments ${IF}/value`],
    ],
    ['functions', { anyOf: repeat(2_048, () => ({ value: '[utcNow()]', equals: 'x' })) }, []],
    [
      'one function more',
      { anyOf: repeat(2_049, () => ({ value: '[utcNow()]', equals: 'x' })) },
      ['error limit/functions '],
    ],
    [
      'a long expression',
      { value: `[toLower('${'x'.repeat(81_920)}')]`, equals: 'x' },
      [`error limit/expression-length ${IF}/value`],
    ],
    ['field counts of one array', { anyOf: repeat(5, () => field) }, []],
    [
      'one field count more',
      { anyOf: repeat(6, () => field) },
      [`error limit/field-counts ${IF}/anyOf/5/count/field`],
    ],
    ['value counts', { anyOf: repeat(10, () => ({ count: { value: [1] }, equals: 1 })) }, []],
    [
      'one value count more',
      { anyOf: repeat(11, () => ({ count: { value: [1] }, equals: 1 })) },
      [`error limit/value-counts ${IF}/anyOf/10/count`],
    ],
    ['members of a value count', { count: { value: repeat(100, index => index) }, equals: 1 }, []],
    [
      'one member more',
      { count: { value: repeat(101, index => index) }, equals: 1 },
      [`error limit/value-count-iterations ${IF}/count`],
    ],
    [
      'members of nested value counts, multiplied',
      {
        count: {
          value: repeat(11, index => index),
          name: 'a',
          where: { count: { value: repeat(10, index => index), name: 'b' }, equals: 1 },
        },
        equals: 1,
      },
      [`error limit/value-count-iterations ${IF}/count/where/count`],
    ],
  ])('%s', (_, condition, problems) => {
    expect(problemsOf(ofIf(condition))).toEqual(problems);
  });

  test.each([
    ['displayName', 128],
    ['description', 512],
  ])('%s has at most %i characters, but in built-in definitions', (name, most) => {
    const source = (length: number, policyType: string) => ({
      ...ofIf(leaf),
      policyType,
      [name]: 'x'.repeat(length),
    });
    expect(problemsOf(source(most, 'Custom'))).toEqual([]);
    expect(problemsOf(source(most + 1, 'Custom'))).toEqual([`error limit/text /${name}`]);
    expect(problemsOf(source(most + 1, 'BuiltIn'))).toEqual([]);
  });
});

test('a text gives every problem its line and column', () => {
  const text = `{
  "mode": "All",
  "policyRule": {
    "if": {
      "anyOf": [
        { "field": "nmae", "equals": "[tolowr('x')]" },
        { "field": "type", "equls": "x" }
      ]
    },
    "then": { "effect": "dney" }
  }
}`;
  const found = check(text).map(
    ({ code, range }) =>
      `${code} ${range?.start.line}:${range?.start.column}-${range?.end.line}:${range?.end.column}`,
  );
  expect(found).toEqual([
    'field/unknown 6:20-6:26',
    'function/unknown 6:38-6:53',
    'operator/unknown 7:28-7:35',
    'effect/unknown 10:25-10:31',
  ]);
});

test('lenient checking lets raw paths and unknown modes pass, and nothing else', () => {
  const { definition } = parseDefinition({
    mode: 'Any.Data',
    policyRule: { if: { field: 'properties.x', equls: 1 }, then: { effect: 'deny' } },
  });
  const found =
    definition && checkDefinition(definition, VOCABULARY, { lenient: true }).map(({ code }) => code);
  expect(found).toEqual(['operator/unknown']);
});
