import { isArray } from '../values/canonical.ts';
import type { JsonValue } from '../values/json.ts';
import type { FieldTarget } from './field-target.ts';
import { isObject } from './property.ts';

/**
 * Whether a value may be written to a field of that token type. Null may, everywhere but in tags; a text that spells a number is
 * none. A tag takes any scalar, which is written as text.
 */
export function agreesWithType(value: JsonValue, type: FieldTarget['type']): boolean {
  switch (type) {
    case 'text':
      return value !== null && typeof value !== 'object';
    case 'texts':
      return isObject(value) && Object.values(value).every(each => agreesWithType(each, 'text'));
    case 'String':
      return value === null || typeof value === 'string';
    case 'Integer':
      return value === null || Number.isInteger(value);
    case 'Number':
      return value === null || typeof value === 'number';
    case 'Boolean':
      return value === null || typeof value === 'boolean';
    case 'Object':
      return value === null || isObject(value);
    case 'Array':
      return value === null || isArray(value);
    case 'Any':
    case 'NotSpecified':
    case undefined:
      return true;
  }
}

/** The token type in words, for messages. */
export function describeType(type: FieldTarget['type']): string {
  if (type === 'text') return 'the text of a tag';
  return type === 'texts' ? 'an object of texts' : `its token type ${type}`;
}
