import type { JsonObject, JsonValue } from '@sluice/language';

/** True for a JSON object: not null, not an array. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under `name`; an empty one where there is none. */
export function objectAt(object: JsonObject | undefined, name: string): JsonObject {
  const value = ownValue(object, name);
  return isObject(value) ? value : {};
}

/** The text under `name`; undefined where there is none. */
export function textAt(object: JsonObject | undefined, name: string): string | undefined {
  const value = ownValue(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** The elements of the array under `name`; none where there is no array. */
export function arrayAt(object: JsonObject | undefined, name: string): readonly JsonValue[] {
  const value = ownValue(object, name);
  return Array.isArray(value) ? value : [];
}

/** An object of those entries that have a value. */
export function present(entries: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

/** Whether two values are the same JSON: the order of names does not count, that of elements does. */
export function sameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((element, index) => sameJson(element, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(name => Object.hasOwn(other, name) && sameJson(one[name], other[name]))
  );
}

/**
 * `target` with a JSON merge patch applied: null removes, objects merge, everything else replaces.
 * Source: RFC 7396.
 */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

function ownValue(object: JsonObject | undefined, name: string): JsonValue | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}
