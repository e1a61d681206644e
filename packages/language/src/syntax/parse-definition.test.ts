import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { parseDefinition } from './parse-definition.ts';

const THEN = { effect: 'deny' };
const leaf = { field: 'type', equals: 'A.B/c' };

/** The problems of a definition, as `code pointer`. */
function problemsOf(source: string | JsonObject): readonly string[] {
  return parseDefinition(source).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
}

function problemsOfIf(condition: JsonValue): readonly string[] {
  return problemsOf({ policyRule: { if: condition, then: THEN } });
}

describe('accepts', () => {
  test.each<[string, JsonObject]>([
    ['bare properties', { policyRule: { if: leaf, then: THEN } }],
    [
      "ARM's envelope",
      { id: '/x', name: 'x', type: 'y', properties: { policyRule: { if: leaf, then: THEN } } },
    ],
    [
      'keys in any letter case and order',
      { PolicyRule: { Then: { Effect: 'deny' }, IF: { AnyOf: [{ EQUALS: 'x', Field: 'type' }] } } },
    ],
    [
      'unknown keys',
      { category: 'x', policyRule: { if: leaf, then: { ...THEN, note: 1 }, note: 1 }, note: { if: 1 } },
    ],
    [
      'nulls for what may be absent',
      {
        mode: null,
        displayName: null,
        metadata: null,
        parameters: null,
        policyRule: { if: leaf, then: THEN },
      },
    ],
    ['empty groups', { policyRule: { if: { allOf: [{ anyOf: [] }] }, then: THEN } }],
    ['details of any shape', { policyRule: { if: leaf, then: { ...THEN, details: [1] } } }],
  ])('%s', (_, source) => {
    const { definition, diagnostics } = parseDefinition(source);
    expect(diagnostics).toEqual([]);
    expect(definition?.mode).toBe('Indexed');
    expect(parseDefinition(JSON.stringify(source)).diagnostics).toEqual([]);
  });
});

test('reads what a definition says of itself', () => {
  const { definition } = parseDefinition({
    properties: {
      displayName: 'Name',
      description: 'Text',
      policyType: 'Custom',
      version: '1.0.0',
      mode: 'all',
      metadata: { category: 'C' },
      parameters: {
        Tag: { type: 'string', defaultValue: 'x', allowedValues: ['x', 'y'], metadata: { displayName: 'T' } },
        b: { type: 'ARRAY' },
      },
      policyRule: { if: leaf, then: THEN },
    },
  });
  expect(definition).toMatchObject({
    displayName: 'Name',
    description: 'Text',
    policyType: 'Custom',
    version: '1.0.0',
    mode: 'all',
    metadata: { category: 'C' },
    modeAt: { pointer: '/properties/mode' },
  });
  expect([...(definition?.parameters ?? [])]).toMatchObject([
    ['tag', { name: 'Tag', type: 'String', defaultValue: 'x', allowedValues: ['x', 'y'] }],
    ['b', { name: 'b', type: 'Array' }],
  ]);
});

describe('refuses a definition', () => {
  test.each<[JsonValue, readonly string[]]>([
    ['text', ['definition/shape ']],
    [[], ['definition/shape ']],
    [{}, ['definition/no-policyRule ']],
    [{ properties: 1 }, ['definition/shape /properties']],
    [{ properties: {} }, ['definition/no-policyRule /properties']],
    [{ policyRule: 'x' }, ['definition/wrong-type /policyRule']],
    [{ policyRule: {} }, ['rule/no-if /policyRule', 'rule/no-then /policyRule']],
    [{ policyRule: { if: leaf } }, ['rule/no-then /policyRule']],
    [{ policyRule: { then: THEN } }, ['rule/no-if /policyRule']],
    [{ policyRule: { if: leaf, then: [] } }, ['rule/wrong-type /policyRule/then']],
    [{ policyRule: { if: leaf, then: {} } }, ['rule/no-effect /policyRule/then']],
    [{ policyRule: { if: leaf, then: { effect: 1 } } }, ['rule/effect-shape /policyRule/then/effect']],
    [{ policyRule: { if: leaf, then: { effect: '[nothing' } } }, []],
    [
      { mode: 1, displayName: [], metadata: 'x', policyRule: { if: leaf, then: THEN } },
      [
        'definition/wrong-type /displayName',
        'definition/wrong-type /mode',
        'definition/wrong-type /metadata',
      ],
    ],
    [{ parameters: [], policyRule: { if: leaf, then: THEN } }, ['definition/wrong-type /parameters']],
    [
      {
        parameters: {
          a: 1,
          b: {},
          c: { type: 'Text' },
          d: { type: [] },
          e: { type: 'String', allowedValues: 'x' },
        },
        policyRule: { if: leaf, then: THEN },
      },
      [
        'parameter/shape /parameters/a',
        'parameter/no-type /parameters/b',
        'parameter/unknown-type /parameters/c/type',
        'parameter/unknown-type /parameters/d/type',
        'parameter/allowed-values /parameters/e/allowedValues',
      ],
    ],
  ])('%j: %j', (source, problems) => {
    expect(problemsOf(JSON.stringify(source))).toEqual(problems);
  });
});

describe('refuses a condition', () => {
  test.each<[JsonValue, readonly string[]]>([
    [[], ['condition/shape /policyRule/if']],
    ['x', ['condition/shape /policyRule/if']],
    [{}, ['condition/empty /policyRule/if']],
    [{ allOf: {} }, ['condition/shape /policyRule/if/allOf']],
    [{ anyOf: 'x' }, ['condition/shape /policyRule/if/anyOf']],
    [{ not: [leaf] }, ['condition/shape /policyRule/if/not']],
    [
      { allOf: [leaf], ...leaf },
      ['condition/extra-key /policyRule/if/field', 'condition/extra-key /policyRule/if/equals'],
    ],
    [{ not: leaf, allOf: [] }, ['condition/extra-key /policyRule/if/allOf']],
    [{ equals: 1 }, ['condition/no-subject /policyRule/if']],
    [{ field: 'type' }, ['condition/no-operator /policyRule/if']],
    [{ value: 1, field: 'type', equals: 1 }, ['condition/several-subjects /policyRule/if']],
    [{ field: 'type', equals: 1, in: [] }, ['condition/several-operators /policyRule/if']],
    [{ source: 'action', equals: 'x' }, ['condition/source /policyRule/if/source']],
    [{ field: 1, equals: 1 }, ['field/shape /policyRule/if/field']],
    [{ count: 'x', equals: 1 }, ['count/shape /policyRule/if/count']],
    [{ count: {}, equals: 1 }, ['count/subject /policyRule/if/count']],
    [{ count: { field: 'a[*]', value: [] }, equals: 1 }, ['count/subject /policyRule/if/count']],
    [{ count: { field: 'a[*]', name: 'x' }, equals: 1 }, ['count/name /policyRule/if/count/name']],
    [{ count: { value: [], name: 1 }, equals: 1 }, ['count/name /policyRule/if/count/name']],
    [{ count: { value: [], name: 'a-b' }, equals: 1 }, ['count/name /policyRule/if/count/name']],
    [{ count: { value: [], filter: {} }, equals: 1 }, ['count/unknown-key /policyRule/if/count/filter']],
    [{ count: { value: [], where: {} }, equals: 1 }, ['condition/empty /policyRule/if/count/where']],
    [
      { field: '[concat(]', equals: '[x]' },
      ['expression/syntax /policyRule/if/field', 'expression/syntax /policyRule/if/equals'],
    ],
    [
      { value: { a: ['[1 2]'] }, in: ["[concat('a)]"] },
      ['expression/syntax /policyRule/if/value/a/0', 'expression/syntax /policyRule/if/in/0'],
    ],
    [
      { anyOf: [{ not: {} }, leaf, { allOf: [{ field: 'a/b' }] }] },
      ['condition/empty /policyRule/if/anyOf/0/not', 'condition/no-operator /policyRule/if/anyOf/2/allOf/0'],
    ],
  ])('%j: %j', (condition, problems) => {
    expect(problemsOfIf(condition)).toEqual(problems);
    expect(parseDefinition({ policyRule: { if: condition, then: THEN } }).definition).toBeUndefined();
  });
});

describe('a text', () => {
  test('gives problems their lines and columns', () => {
    const text = `{
  "policyRule": {
    "if": { "field": "type" },
    "then": { "effect": 7 }
  }
}`;
    expect(parseDefinition(text).diagnostics).toMatchObject([
      {
        code: 'condition/no-operator',
        range: { start: { line: 3, column: 11 }, end: { line: 3, column: 30 } },
      },
      { code: 'rule/effect-shape', range: { start: { line: 4, column: 25 }, end: { line: 4, column: 26 } } },
    ]);
  });

  test('that is no JSON has one problem, where it stops being JSON', () => {
    expect(parseDefinition('{\n "policyRule": {,}\n}').diagnostics).toMatchObject([
      { code: 'json/syntax', severity: 'error', pointer: '', range: { start: { line: 2, column: 17 } } },
    ]);
  });

  test('may not have a key twice, in any letter case', () => {
    const text =
      '{"policyRule": {"if": {"allOf": []}, "then": {"effect": "deny", "Effect": "audit"}}, "parameters": {"a": {"type": "String"}, "A": {"type": "String"}}, "PolicyRule": 1}';
    expect(problemsOf(text)).toEqual([
      'json/duplicate-key /policyRule/then/Effect',
      'json/duplicate-key /parameters/A',
      'json/duplicate-key /PolicyRule',
    ]);
  });

  test('may be a value instead: then there are no ranges', () => {
    const [problem] = parseDefinition({ policyRule: 1 }).diagnostics;
    expect(problem).not.toHaveProperty('range');
  });
});

test('pointers escape slashes and tildes', () => {
  expect(problemsOf({ parameters: { 'a/b~c': 1 }, policyRule: { if: leaf, then: THEN } })).toEqual([
    'parameter/shape /parameters/a~1b~0c',
  ]);
});

test('a value nested without end is refused', () => {
  let deep: JsonValue = 1;
  for (let level = 0; level < 10_000; level += 1) deep = [deep];
  expect(problemsOf({ policyRule: { if: { value: deep, equals: 1 }, then: THEN } })).toEqual([
    'json/too-deep ',
  ]);
});
