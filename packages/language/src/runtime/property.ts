import type { JsonObject, JsonValue } from '../values/json.ts';

/** A property name together with its lower-case form, so that look-ups need not make it again. */
export type Key = { readonly name: string; readonly lower: string };

export function createKey(name: string): Key {
  return { name, lower: name.toLowerCase() };
}

/** The property of that name, spelled exactly so or else in any letter case. Only own properties count. */
export function property(object: JsonObject, key: Key): JsonValue | undefined {
  const value = object[key.name];
  // JSON holds no functions: what is one, was inherited. `__proto__` is the only inherited name that is not.
  if (value !== undefined && typeof value !== 'function' && key.name !== '__proto__') return value;
  return propertyIgnoringCase(object, key.lower);
}

/** `property` for a name that is known only while evaluating. */
export function propertyNamed(object: JsonObject, name: string): JsonValue | undefined {
  return property(object, createKey(name));
}

function propertyIgnoringCase(object: JsonObject, lower: string): JsonValue | undefined {
  for (const name in object) {
    if (name.length === lower.length && name.toLowerCase() === lower && Object.hasOwn(object, name))
      return object[name];
  }
  return undefined;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
