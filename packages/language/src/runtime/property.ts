import type { JsonObject, JsonValue } from '../values/json.ts';

/** A property name with what look-ups would otherwise find out again and again. */
export type Key = {
  readonly name: string;
  readonly lower: string;
  /** Every object has a property of this name (`constructor`, `__proto__`), be it its own or not. */
  readonly isInherited: boolean;
};

export function createKey(name: string): Key {
  return { name, lower: name.toLowerCase(), isInherited: name in Object.prototype };
}

/** The property of that name, spelled exactly so or else in any letter case. Only own properties count. */
export function property(object: JsonObject, key: Key): JsonValue | undefined {
  if (key.isInherited && !Object.hasOwn(object, key.name)) return propertyIgnoringCase(object, key.lower);
  const value = object[key.name];
  return value === undefined ? propertyIgnoringCase(object, key.lower) : value;
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
