import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../syntax/parse-definition.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { bindParameters } from './bind.ts';

function bind(parameters: JsonObject, given: JsonObject, effect = 'deny') {
  const source = { parameters, policyRule: { if: { allOf: [] }, then: { effect } } };
  const { definition, diagnostics } = parseDefinition(source);
  if (definition === undefined) throw new Error(JSON.stringify(diagnostics));
  const bound = bindParameters(definition, given);
  return { values: Object.fromEntries(bound.parameters.values), problems: bound.problems };
}

describe('a value', () => {
  test.each<[string, JsonValue, boolean]>([
    ['String', 'x', true],
    ['string', '', true],
    ['String', 1, false],
    ['String', ['x'], false],
    ['Array', [], true],
    ['Array', 'x', false],
    ['Array', { a: 1 }, false],
    ['Object', {}, true],
    ['Object', [], false],
    ['Boolean', false, true],
    ['Boolean', 'true', false],
    ['Integer', 3, true],
    ['Integer', -0, true],
    ['Integer', 3.5, false],
    ['Integer', '3', false],
    ['Float', 3.5, true],
    ['Float', '3.5', false],
    ['DateTime', '2026-03-01T00:00:00Z', true],
    ['DateTime', '2026-03-01T00:00:00.1234567+01:00', true],
    ['DateTime', '2026-03-01', true],
    ['DateTime', 'tomorrow', false],
    ['DateTime', 20260301, false],
  ])('of type %s: %j is accepted: %j', (type, value, accepted) => {
    const { values, problems } = bind({ p: { type } }, { p: value });
    expect(values).toEqual(accepted ? { p: value } : {});
    expect(problems.map(problem => problem.kind)).toEqual(accepted ? [] : ['wrongType']);
  });

  test.each<[string, JsonValue, JsonValue[], boolean]>([
    ['String', 'a', ['a', 'b'], true],
    ['String', 'A', ['a', 'b'], false],
    ['Integer', 2, [1, 2], true],
    ['Integer', 3, [1, 2], false],
    ['Array', ['a', 'b'], ['a', 'b', 'c'], true],
    ['Array', [], ['a'], true],
    // A built-in definition says so and has a default all the same: an empty list allows everything.
    ['String', 'a', [], true],
    ['Array', ['a'], [], true],
    ['Array', ['a', 'x'], ['a', 'b'], false],
    ['Array', ['x', 'y'], [['x', 'y'], ['z']], true],
    ['Object', { a: 1, b: 2 }, [{ b: 2, a: 1 }], true],
    ['Object', { a: 1 }, [{ a: 2 }], false],
  ])('of type %s: %j is one of %j: %j', (type, value, allowedValues, accepted) => {
    const { problems } = bind({ p: { type, allowedValues } }, { p: value });
    expect(problems).toEqual(accepted ? [] : [{ kind: 'notAllowed', parameter: 'p', value, allowedValues }]);
  });

  test('of an object that its schema does not describe says where', () => {
    const schema = { properties: { levels: { items: { type: 'integer' } } } };
    expect(bind({ p: { type: 'object', schema } }, { p: { levels: [1] } }).problems).toEqual([]);
    const value = { levels: [1, 'two'] };
    expect(bind({ p: { type: 'object', schema } }, { p: value }).problems).toEqual([
      { kind: 'wrongType', parameter: 'p', value, expected: 'Object by its schema (/levels/1: integer)' },
    ]);
  });

  test('that is no object has no schema', () => {
    expect(bind({ p: { type: 'string', schema: { type: 'integer' } } }, { p: 'x' }).problems).toEqual([]);
  });
});

describe('the effect', () => {
  const declared = { Effect: { type: 'String', allowedValues: ['Deny', 'Disabled'] } };
  test.each([
    ['Deny', 'Deny'],
    ['deny', 'Deny'],
    ['DISABLED', 'Disabled'],
  ])('given as %s is %s', (given, value) => {
    expect(bind(declared, { effect: given }, "[parameters('effect')]")).toEqual({
      values: { effect: value },
      problems: [],
    });
  });

  test('must still be one of the allowed ones', () => {
    expect(bind(declared, { effect: 'audit' }, "[parameters('Effect')]").problems).toEqual([
      { kind: 'notAllowed', parameter: 'Effect', value: 'audit', allowedValues: ['Deny', 'Disabled'] },
    ]);
  });

  test('is the only parameter whose letter case does not matter', () => {
    expect(bind(declared, { effect: 'deny' }, 'deny').problems).toMatchObject([{ kind: 'notAllowed' }]);
  });
});

test.each<[string, JsonObject, JsonObject, JsonObject, object[]]>([
  ['a default is taken', { p: { type: 'String', defaultValue: 'd' } }, {}, { p: 'd' }, []],
  [
    'a default is not taken for a value with a problem',
    { p: { type: 'String', defaultValue: 'd' } },
    { p: 1 },
    {},
    [{ kind: 'wrongType', parameter: 'p', value: 1, expected: 'String' }],
  ],
  [
    'a given value comes before the default',
    { p: { type: 'String', defaultValue: 'd' } },
    { P: 'g' },
    { p: 'g' },
    [],
  ],
  ['null is not given', { p: { type: 'String', defaultValue: 'd' } }, { p: null }, { p: 'd' }, []],
  [
    'one without default is missing',
    { P: { type: 'String' } },
    {},
    {},
    [{ kind: 'missing', parameter: 'P' }],
  ],
  [
    'null leaves one without default missing',
    { P: { type: 'String' } },
    { p: null },
    {},
    [{ kind: 'missing', parameter: 'P' }],
  ],
  [
    'one that is not declared is undefined',
    {},
    { Nobody: 1 },
    {},
    [{ kind: 'undefined', parameter: 'Nobody' }],
  ],
  [
    'all problems come at once',
    { a: { type: 'String' }, b: { type: 'Array' } },
    { b: 'x', c: 1 },
    {},
    [
      { kind: 'wrongType', parameter: 'b', value: 'x', expected: 'Array' },
      { kind: 'undefined', parameter: 'c' },
      { kind: 'missing', parameter: 'a' },
    ],
  ],
])('%s', (_, declared, given, values, problems) => {
  expect(bind(declared, given)).toEqual({ values, problems });
});
