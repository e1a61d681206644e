import { isArray } from './canonical.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** Both objects in one, their objects merged likewise; elsewhere the later value wins. Names keep their case and differ by it. */
export function mergeObjects(left: JsonObject, right: JsonObject): JsonObject {
  const merged = new Map<string, JsonValue>(Object.entries(left));
  for (const [name, value] of Object.entries(right)) {
    const before = merged.get(name);
    merged.set(name, isPlainObject(before) && isPlainObject(value) ? mergeObjects(before, value) : value);
  }
  // fromEntries defines properties, so that `__proto__` is a name like any other.
  return Object.fromEntries(merged);
}

/** True for an object that is neither null nor an array. */
export function isPlainObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value);
}
