import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject } from './json-value.ts';
import type { Shape } from './shape.ts';

/** What stands in a record where a secret was. */
export const MASK = '(secret)';

/** The body with every value masked that the shape marks as secret; names are matched without case. What is unknown stays. */
export function maskSecrets(shape: Shape, body: JsonObject): JsonObject {
  const masked = mask(shape, body);
  return isObject(masked) ? masked : body;
}

function mask(shape: Shape, value: JsonValue): JsonValue {
  if (value === null) return value;
  if ((shape.kind === 'string' || shape.kind === 'map') && shape.secret) return hidden(value);
  if (shape.kind === 'array' && Array.isArray(value))
    return value.map((element: JsonValue) => mask(shape.items, element));
  if (!isObject(value)) return value;
  if (shape.kind === 'map') return mapValues(value, inner => mask(shape.values, inner));
  if (shape.kind !== 'object') return value;
  return mapValues(value, (inner, name) => {
    const known = Object.keys(shape.properties).find(
      candidate => candidate.toLowerCase() === name.toLowerCase(),
    );
    const innerShape = known === undefined ? undefined : shape.properties[known];
    return innerShape === undefined ? inner : mask(innerShape, inner);
  });
}

/** An object keeps its names, so that a record still says which secrets there were. */
function hidden(value: JsonValue): JsonValue {
  return isObject(value) ? mapValues(value, () => MASK) : MASK;
}

function mapValues(object: JsonObject, change: (value: JsonValue, name: string) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}
