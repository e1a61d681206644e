import type { JsonObject, JsonValue } from '@sluice/language';
import { expect, test } from 'vitest';
import { showValues } from '../index.ts';
import { deploy, messageOf, planOf, template } from '../testing/deploy.ts';

function bind(parameters: JsonObject, given: JsonObject, more: JsonObject = {}) {
  const result = deploy(template({ parameters, ...more }), given);
  const bound = 'parameters' in result ? result.parameters : undefined;
  return {
    values: Object.fromEntries([...(bound?.values() ?? [])].map(({ name, value }) => [name, value])),
    bound,
    problems: planOf(result).problems.map(({ message }) => messageOf(message)),
  };
}

test.each<[string, JsonObject, JsonObject, JsonObject]>([
  ['a text', { p: { type: 'string' } }, { p: { value: 'a' } }, { p: 'a' }],
  ['the empty text', { p: { type: 'string' } }, { p: { value: '' } }, { p: '' }],
  ['a name in another case', { Param: { type: 'int' } }, { pARAM: { value: 1 } }, { Param: 1 }],
  [
    'a text that looks like an expression',
    { p: { type: 'string' } },
    { p: { value: '[concat(' } },
    { p: '[concat(' },
  ],
  ['a default', { p: { type: 'int', defaultValue: 3 } }, {}, { p: 3 }],
  ['a value rather than the default', { p: { type: 'int', defaultValue: 3 } }, { p: { value: 4 } }, { p: 4 }],
  [
    'a default that is an expression',
    { p: { type: 'string', defaultValue: '[resourceGroup().location]' } },
    {},
    { p: 'westeurope' },
  ],
  [
    'a default that reads an earlier one',
    { a: { type: 'string', defaultValue: 'x' }, b: { type: 'string', defaultValue: "[parameters('a')]" } },
    {},
    { a: 'x', b: 'x' },
  ],
  [
    'a default that reads a later one',
    { a: { type: 'string', defaultValue: "[parameters('b')]" }, b: { type: 'string' } },
    { b: { value: 'y' } },
    { a: 'y', b: 'y' },
  ],
  ['the time', { p: { type: 'string', defaultValue: "[utcNow('yyyy-MM-dd')]" } }, {}, { p: '2026-03-01' }],
  [
    'a new guid for each',
    {
      a: { type: 'string', defaultValue: '[newGuid()]' },
      b: { type: 'string', defaultValue: '[newGuid()]' },
    },
    {},
    { a: '00000000-0000-0000-0000-000000000001', b: '00000000-0000-0000-0000-000000000002' },
  ],
  [
    'null where it is allowed',
    { p: { type: 'string', nullable: true } },
    { p: { value: null } },
    { p: null },
  ],
  ['nothing where null is allowed', { p: { type: 'string', nullable: true } }, {}, { p: null }],
  [
    'a null as left out where there is a default',
    { p: { type: 'string', defaultValue: 'd' } },
    { p: { value: null } },
    { p: 'd' },
  ],
  [
    'a null as it is where null is allowed',
    { p: { type: 'string', nullable: true, defaultValue: 'd' } },
    { p: { value: null } },
    { p: null },
  ],
  [
    'one of the allowed values',
    { p: { type: 'string', allowedValues: ['a', 'b'] } },
    { p: { value: 'b' } },
    { p: 'b' },
  ],
  [
    'several of the allowed values',
    { p: { type: 'array', allowedValues: ['a', 'b'] } },
    { p: { value: ['b', 'a'] } },
    { p: ['b', 'a'] },
  ],
  [
    'an object by its definition',
    { p: { $ref: '#/definitions/t' } },
    { p: { value: { a: 1 } } },
    { p: { a: 1 } },
  ],
  [
    'a name that objects inherit',
    { __proto: { type: 'int' }, constructor: { type: 'int' } },
    { __proto: { value: 1 }, constructor: { value: 2 } },
    { __proto: 1, constructor: 2 },
  ],
])('takes %s', (_name, parameters, given, expected) => {
  const definitions = {
    t: {
      type: 'object',
      properties: { a: { type: 'int' }, b: { type: 'int', nullable: true } },
      additionalProperties: false,
    },
  };
  const { values, problems } = bind(parameters, given, { definitions });
  expect(problems).toEqual([]);
  expect(values).toEqual(expected);
});

test.each<[JsonObject, JsonValue, string]>([
  [{ type: 'string' }, {}, "The value for the template parameter 'p' is not provided."],
  [{ type: 'string' }, { p: 'a' }, "The parameter 'p' must be an object with a value."],
  [{ type: 'string' }, { p: null }, "The parameter 'p' must be an object with a value."],
  [{ type: 'string' }, { p: {} }, "The parameter 'p' must be an object with a value."],
  [
    { type: 'string' },
    { p: { value: null } },
    "Expected a value of type 'String', but received a value of type 'Null'.",
  ],
  [
    { type: 'string' },
    { p: { value: 1 } },
    "Expected a value of type 'String', but received a value of type 'Integer'.",
  ],
  [
    { type: 'securestring' },
    { p: { value: {} } },
    "Expected a value of type 'String', but received a value of type 'Object'.",
  ],
  [
    { type: 'int' },
    { p: { value: '1' } },
    "Expected a value of type 'Integer', but received a value of type 'String'.",
  ],
  [{ type: 'int' }, { p: { value: 1.5 } }, "but received a value of type 'Float'."],
  [{ type: 'bool' }, { p: { value: 'true' } }, "Expected a value of type 'Boolean'"],
  [
    { type: 'object' },
    { p: { value: [] } },
    "Expected a value of type 'Object', but received a value of type 'Array'.",
  ],
  [{ type: 'secureObject' }, { p: { value: 'x' } }, "Expected a value of type 'Object'"],
  [{ type: 'array' }, { p: { value: {} } }, "Expected a value of type 'Array'"],
  [
    { type: 'string', allowedValues: ['a', 'b'] },
    { p: { value: 'A' } },
    "The value is not part of the allowed value(s): 'a,b'.",
  ],
  [
    { type: 'string', allowedValues: ['a'], defaultValue: 'b' },
    {},
    "The value is not part of the allowed value(s): 'a'.",
  ],
  [{ type: 'string', minLength: 2 }, { p: { value: 'a' } }, "1 is outside of what 'minLength' allows: 2."],
  [{ type: 'array', maxLength: 1 }, { p: { value: [1, 2] } }, "2 is outside of what 'maxLength' allows: 1."],
  [{ type: 'int', minValue: 2 }, { p: { value: 1 } }, "1 is outside of what 'minValue' allows: 2."],
  [{ type: 'int', maxValue: 2 }, { p: { value: 3 } }, "3 is outside of what 'maxValue' allows: 2."],
  [{ type: 'array', items: { type: 'int' } }, { p: { value: [1, 'a'] } }, "not valid at '/1' in it."],
  [
    { type: 'object', properties: { a: { type: 'int' } } },
    { p: { value: {} } },
    "The property 'a' is missing.",
  ],
  [
    { type: 'object', additionalProperties: false },
    { p: { value: { a: 1 } } },
    "The property 'a' is not allowed.",
  ],
  [
    { type: 'object', additionalProperties: { type: 'int' } },
    { p: { value: { a: 'b' } } },
    "not valid at '/a' in it.",
  ],
  [{ type: 'string', defaultValue: "[parameters('p')]" }, {}, "The template parameter 'p' refers to itself."],
  [{ type: 'string', defaultValue: "[substring('a', 9)]" }, {}, 'substring(): argument 2'],
  [
    { type: 'string', defaultValue: '[subscription()]' },
    {},
    "Expected a value of type 'String', but received a value of type 'Object'.",
  ],
  [
    { type: 'string' },
    { p: { value: 'a' }, q: { value: 1 }, r: { value: 1 } },
    "The template parameters 'q, r' in the parameters file are not valid;",
  ],
  [
    { type: 'string' },
    { p: { reference: { keyVault: { id: 'x' }, secretName: 's' } } },
    'refers to a secret of a key vault',
  ],
])('%j refuses %j: %s', (parameter, given, message) => {
  const { problems } = bind({ p: parameter }, given as JsonObject);
  expect(problems.join('\n')).toContain(message);
});

test('a secure value is marked, and left out where it is shown', () => {
  const { bound } = bind(
    { a: { type: 'secureString' }, b: { type: 'int' } },
    { a: { value: 'secret' }, b: { value: 1 } },
  );
  expect([...(bound?.values() ?? [])].map(({ name, isSecure }) => [name, isSecure])).toEqual([
    ['a', true],
    ['b', false],
  ]);
  expect(showValues(bound?.values() ?? [])).toEqual({
    a: { type: 'SecureString' },
    b: { type: 'Int', value: 1 },
  });
});
