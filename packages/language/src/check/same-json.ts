import type { JsonObject, JsonValue } from '../values/json.ts';

/** Exactly the same JSON: letter case counts, the order of members does not. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (isArray(a) || isArray(b)) {
    return (
      isArray(a) &&
      isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index] ?? null))
    );
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => sameMember(a, b, name));
}

function sameMember(a: JsonObject, b: JsonObject, name: string): boolean {
  const left = a[name];
  const right = b[name];
  return left !== undefined && right !== undefined && Object.hasOwn(b, name) && sameJson(left, right);
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
