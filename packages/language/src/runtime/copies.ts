import type { JsonObject, JsonValue } from '../values/json.ts';
import type { Key } from './property.ts';

/**
 * The objects that a series of writes has copied, which it may therefore write into: so a thousand writes to one object copy it
 * once. Each with its names by their lower-case form; undefined where two names differ in case alone.
 */
export type Copies = WeakMap<JsonObject, Map<string, string> | undefined>;

/** Starts a series of writes. What one returns is changed by the next of the same series; what it was given never is. */
export function createCopies(): Copies {
  return new WeakMap();
}

/** The own property of that name, spelled exactly so or else in any letter case, as `property` finds it. */
export function ownName(object: JsonObject, key: Key, copies: Copies): string | undefined {
  if (Object.hasOwn(object, key.name)) return key.name;
  const names = copies.get(object);
  if (names !== undefined) return names.get(key.lower);
  for (const name in object) {
    if (name.length === key.lower.length && name.toLowerCase() === key.lower && Object.hasOwn(object, name))
      return name;
  }
  return undefined;
}

/** The object with that property, or without it where the value is undefined. */
export function withProperty(
  object: JsonObject,
  name: string,
  value: JsonValue | undefined,
  copies: Copies,
): JsonObject {
  if (!copies.has(object)) {
    const copy = { ...object };
    copies.set(copy, namesOf(copy));
    return withProperty(copy, name, value, copies);
  }
  const names = copies.get(object);
  if (value === undefined) {
    Reflect.deleteProperty(object, name);
    names?.delete(name.toLowerCase());
  } else {
    // Defined and not assigned, so that `__proto__` is a name like any other.
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
    names?.set(name.toLowerCase(), name);
  }
  return object;
}

function namesOf(object: JsonObject): Map<string, string> | undefined {
  const all = Object.keys(object);
  const names = new Map(all.map(name => [name.toLowerCase(), name]));
  return names.size === all.length ? names : undefined;
}
