import type { JsonObject, JsonValue } from '@sluice/arm/protocol';

// Answers of the API are JSON that the portal did not write: each field is looked at before it is used.

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a name; an empty one where there is none. */
export function objectAt(value: JsonValue | undefined, name: string): JsonObject {
  const found = isObject(value) ? value[name] : undefined;
  return isObject(found) ? found : {};
}

export function textAt(value: JsonValue | undefined, name: string): string | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: JsonValue | undefined, name: string): number | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === 'number' ? found : undefined;
}

/** The array at a name; an empty one where there is none. */
export function listAt(value: JsonValue | undefined, name: string): readonly JsonValue[] {
  const found = isObject(value) ? value[name] : undefined;
  return Array.isArray(found) ? found : [];
}

/** The members of an array that are objects. */
export function objectsAt(value: JsonValue | undefined, name: string): readonly JsonObject[] {
  return listAt(value, name).filter(isObject);
}
