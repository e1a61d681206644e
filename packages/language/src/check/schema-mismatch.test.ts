import { expect, test } from 'vitest';
import type { JsonValue } from '../values/json.ts';
import { schemaMismatch } from './schema-mismatch.ts';

const PATHS = {
  type: 'object',
  properties: {
    paths: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pathPrefix: { type: 'string' }, readOnly: { type: 'boolean' } },
        required: ['pathPrefix', 'readOnly'],
        additionalProperties: false,
      },
    },
  },
  required: ['paths'],
  additionalProperties: false,
};

test.each<[schema: JsonValue, value: JsonValue, mismatch: string | undefined]>([
  [PATHS, { paths: [] }, undefined],
  [PATHS, { paths: [{ pathPrefix: '/a', readOnly: true }] }, undefined],
  [PATHS, {}, '/paths: required'],
  [PATHS, { Paths: [] }, '/paths: required'],
  [PATHS, { paths: {} }, '/paths: array'],
  [PATHS, { paths: [{ pathPrefix: '/a' }] }, '/paths/0/readOnly: required'],
  [PATHS, { paths: [{ pathPrefix: '/a', readOnly: 'true' }] }, '/paths/0/readOnly: boolean'],
  [PATHS, { paths: [{ pathPrefix: '/a', readOnly: true, more: 1 }] }, '/paths/0/more: nothing'],
  [PATHS, { paths: [], constructor: 1 }, '/constructor: nothing'],
  [{ additionalProperties: { type: 'string' }, minProperties: 1 }, { a: 'b' }, undefined],
  [{ additionalProperties: { type: 'string' }, minProperties: 1 }, { a: 1 }, '/a: string'],
  [{ additionalProperties: { type: 'string' }, minProperties: 1 }, {}, ': properties at least 1'],
  [{ type: 'integer', minimum: 1, maximum: 7 }, 7, undefined],
  [{ type: 'integer', minimum: 1, maximum: 7 }, 8, ': at most 7'],
  [{ type: 'integer', minimum: 1, maximum: 7 }, 0, ': at least 1'],
  [{ type: 'integer' }, 1.5, ': integer'],
  [{ type: ['string', 'null'] }, null, undefined],
  [{ type: ['string', 'null'] }, 1, ': ["string","null"]'],
  [{ type: 'object' }, null, ': object'],
  [{ type: 'object' }, [], ': object'],
  [{ enum: ['In', 'NotIn'] }, 'in', ': one of ["In","NotIn"]'],
  [{ const: { a: 1 } }, { a: 1 }, undefined],
  [{ exclusiveMinimum: 1 }, 1, ': more than 1'],
  [{ exclusiveMaximum: 1 }, 1, ': less than 1'],
  [{ multipleOf: 2 }, 3, ': a multiple of 2'],
  [{ minLength: 2 }, '😀', ': characters at least 2'],
  [{ maxLength: 1 }, '😀', undefined],
  [{ minItems: 1 }, [], ': members at least 1'],
  [{ maxItems: 1 }, [1, 2], ': members at most 1'],
  [{ maxProperties: 0 }, { a: 1 }, ': properties at most 0'],
  [{ minimum: 1, minLength: 1, minItems: 1 }, true, undefined],
  [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, 3, ': at most 2'],
  [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, true, ': one of several forms'],
  [{ oneOf: [{ type: 'number' }, { minimum: 1 }] }, 1, ': exactly one of several forms'],
  [{ not: { type: 'string' } }, 'a', ': another form'],
  [true, 1, undefined],
  [false, 1, ': nothing'],
  ['odd', 1, undefined],
  [{ pattern: '(a+)+$', format: 'date', unheardOf: 1, description: 'x' }, 'aaab', undefined],
  [{ minimum: 'odd', items: 5, properties: [], required: 'a' }, { a: 1 }, undefined],
])('by %j, %j: %j', (schema, value, mismatch) => {
  expect(schemaMismatch(schema, value)).toBe(mismatch);
});
