import type { JsonValue } from '../values/json.ts';

/** `East US 2` and `eastus2` are one location: lower case without spaces. Lists member by member, other values as they are. */
export function normalizeLocation(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replaceAll(' ', '').toLowerCase();
  if (Array.isArray(value)) return value.map(normalizeLocation);
  return value;
}
