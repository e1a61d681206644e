import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject } from './json-value.ts';
import type { Shape } from './shape.ts';

/** What stands in a record where a secret was. */
export const MASK = '******';

/**
 * The body with every value masked that the shape marks as secret; names are matched without case. What is unknown stays. The
 * very same body where nothing is masked.
 */
export function maskSecrets(shape: Shape, body: JsonObject): JsonObject {
  const masked = maskValue(shape, body);
  return isObject(masked) ? masked : body;
}

/** The same for a value of any kind, as the part of the shape for it says. */
export function maskValue(shape: Shape, value: JsonValue): JsonValue {
  if (value === null || !holdsSecrets(shape)) return value;
  if ((shape.kind === 'string' || shape.kind === 'map') && shape.secret) return hidden(value);
  if (Array.isArray(value)) return shape.kind === 'array' ? maskAll(shape.items, value) : value;
  if (!isObject(value)) return value;
  if (shape.kind === 'map') return mapValues(value, inner => maskValue(shape.values, inner));
  if (shape.kind !== 'object') return value;
  return mapValues(value, (inner, name) => {
    const known = Object.keys(shape.properties).find(
      candidate => candidate.toLowerCase() === name.toLowerCase(),
    );
    const innerShape = known === undefined ? undefined : shape.properties[known];
    return innerShape === undefined ? inner : maskValue(innerShape, inner);
  });
}

const HOLDS = new WeakMap<Shape, boolean>();

/** Whether the shape marks anything as secret: most hold none, and need not be looked through. */
function holdsSecrets(shape: Shape): boolean {
  const known = HOLDS.get(shape);
  if (known !== undefined) return known;
  const holds = hasSecretPart(shape);
  HOLDS.set(shape, holds);
  return holds;
}

function hasSecretPart(shape: Shape): boolean {
  switch (shape.kind) {
    case 'string':
      return shape.secret === true;
    case 'map':
      return shape.secret === true || holdsSecrets(shape.values);
    case 'array':
      return holdsSecrets(shape.items);
    case 'object':
      return Object.values(shape.properties).some(holdsSecrets);
    default:
      return false;
  }
}

/** An object keeps its names, so that a record still says which secrets there were. */
function hidden(value: JsonValue): JsonValue {
  return isObject(value) ? mapValues(value, () => MASK) : MASK;
}

function maskAll(items: Shape, values: readonly JsonValue[]): JsonValue {
  const changed = values.map(value => maskValue(items, value));
  return changed.every((value, index) => value === values[index]) ? values : changed;
}

function mapValues(object: JsonObject, change: (value: JsonValue, name: string) => JsonValue): JsonObject {
  const changed = Object.entries(object).map(([name, value]) => [name, change(value, name)] as const);
  return changed.every(([name, value]) => value === object[name]) ? object : Object.fromEntries(changed);
}
