import type { JsonObject } from '@sluice/language/expressions';
import { isObject, memberOf, shown } from '../values/json.ts';
import { TEMPLATE_TYPES, type TemplateType } from './parsed-template.ts';
import type { Reader } from './reader.ts';

const REFERENCE = '#/definitions/';
const MOST_REFERENCES = 32;

/** A type with what it refers to put in: the members of the reference count before those of what it names. */
export function resolveSchema(schema: JsonObject, definitions: JsonObject): JsonObject {
  let resolved = schema;
  for (let left = MOST_REFERENCES; left > 0; left -= 1) {
    const { $ref: reference, ...own } = resolved;
    if (typeof reference !== 'string' || !reference.startsWith(REFERENCE)) return resolved;
    const name = reference.slice(REFERENCE.length);
    const target = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (!isObject(target)) return own;
    resolved = { ...target, ...own };
  }
  return {};
}

/** The type that a declaration names, also by reference; `Object` and a problem when it names none. */
export function parseType(
  schema: JsonObject,
  what: string,
  pointer: string,
  definitions: JsonObject,
  reader: Reader,
): TemplateType {
  const type = memberOf(resolveSchema(schema, definitions), 'type');
  const lower = typeof type === 'string' ? type.toLowerCase() : '';
  if (Object.hasOwn(TEMPLATE_TYPES, lower)) return TEMPLATE_TYPES[lower as keyof typeof TEMPLATE_TYPES];
  const allowed = Object.values(TEMPLATE_TYPES).join(', ');
  reader.problem(pointer, `The type of ${what} must be one of ${allowed}; found ${shown(type ?? null)}.`);
  return 'Object';
}

export function isSecureType(type: TemplateType): boolean {
  return type === 'SecureString' || type === 'SecureObject';
}
