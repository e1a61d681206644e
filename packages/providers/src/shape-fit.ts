import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject } from './json-value.ts';
import type { Shape } from './shape.ts';
import {
  inside,
  MAX_DEPTH,
  type Place,
  pointerTo,
  report,
  reportType,
  type ShapeProblem,
} from './shape-place.ts';
import { fitBoolean, fitNumber, fitString } from './shape-scalar.ts';

/** A value as it is kept: names and enum words canonical, read-only and unknown properties dropped. */
export type Fit = { readonly value: JsonValue | undefined; readonly problems: readonly ShapeProblem[] };

type ArrayShape = Extract<Shape, { kind: 'array' }>;
type MapShape = Extract<Shape, { kind: 'map' }>;
type ObjectShape = Extract<Shape, { kind: 'object' }>;

/**
 * Compares a value with a shape and returns it as it is kept, with everything that is wrong in it.
 *
 * A null property counts as absent. In `patch` mode it stays, since it asks for a removal, and nothing is required.
 * Total, and safe with names such as `__proto__` (refused). The value means something only when there are no problems.
 */
export function fitShape(shape: Shape, value: JsonValue, mode: 'whole' | 'patch' = 'whole'): Fit {
  const place: Place = { pointer: '', depth: 1, patch: mode === 'patch', problems: [] };
  return { value: fit(shape, value, place), problems: place.problems };
}

function fit(shape: Shape, value: JsonValue, place: Place): JsonValue | undefined {
  if (shape.readOnly) return undefined;
  if (place.depth > MAX_DEPTH) return reportDepth(place);
  switch (shape.kind) {
    case 'string':
      return fitString(shape, value, place);
    case 'integer':
    case 'number':
      return fitNumber(shape, value, place);
    case 'boolean':
      return fitBoolean(shape, value, place);
    case 'any':
      return fitAny(value, place);
    case 'array':
      return Array.isArray(value) ? fitArray(shape, value, place) : reportType(place, 'an array', value);
    case 'map':
      return isObject(value) ? fitMap(shape, value, place) : reportType(place, 'an object', value);
    case 'object':
      return isObject(value) ? fitObject(shape, value, place) : reportType(place, 'an object', value);
  }
}

/** Anything goes, but for what no JSON of ours may hold: a depth without end, and `__proto__` as a name. */
function fitAny(value: JsonValue, place: Place): JsonValue | undefined {
  if (place.depth > MAX_DEPTH) return reportDepth(place);
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) fitAny(element, inside(place, index));
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (isLegalName(name, place)) fitAny(inner, inside(place, name));
    }
  }
  return value;
}

function fitArray(shape: ArrayShape, value: readonly JsonValue[], place: Place): JsonValue | undefined {
  const { maxItems = Number.POSITIVE_INFINITY } = shape;
  if (value.length > maxItems)
    return report(place, `has ${value.length} elements, at most ${maxItems} are allowed`);
  const kept: JsonValue[] = [];
  for (const [index, element] of value.entries()) {
    const fitted = fit(shape.items, element, inside(place, index));
    if (fitted !== undefined) kept.push(fitted);
  }
  return kept;
}

function fitMap(shape: MapShape, value: JsonObject, place: Place): JsonValue | undefined {
  const { maxEntries = Number.POSITIVE_INFINITY, maxNameLength = Number.POSITIVE_INFINITY } = shape;
  const entries = Object.entries(value);
  if (entries.length > maxEntries)
    return report(place, `has ${entries.length} entries, at most ${maxEntries} are allowed`);
  const seen = new Set<string>();
  const kept: [string, JsonValue][] = [];
  for (const [name, inner] of entries) {
    if (!isLegalName(name, place)) continue;
    const here = inside(place, name);
    if (name.length > maxNameLength)
      report(here, `has a name of ${name.length} characters, at most ${maxNameLength} are allowed`);
    if (shape.distinctNames) reportTwice(name, seen, here);
    const fitted = inner === null && place.patch ? null : fit(shape.values, inner, here);
    if (fitted !== undefined) kept.push([name, fitted]);
  }
  return Object.fromEntries(kept);
}

function fitObject(shape: ObjectShape, value: JsonObject, place: Place): JsonValue | undefined {
  const known = namesOf(shape);
  const seen = new Set<string>();
  const kept: [string, JsonValue][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (!isLegalName(name, place)) continue;
    const here = inside(place, name);
    reportTwice(name, seen, here);
    const match = known.get(name.toLowerCase());
    const fitted = match === undefined ? fitUnknown(shape, inner, here) : fitKnown(match, inner, here);
    if (fitted !== undefined) kept.push([match?.name ?? name, fitted]);
  }
  if (!place.patch) reportMissing(shape, kept, place);
  return Object.fromEntries(kept);
}

function fitUnknown(shape: ObjectShape, value: JsonValue, place: Place): JsonValue | undefined {
  if (shape.unknown === 'refuse') {
    const names = Object.entries(shape.properties).flatMap(([name, inner]) => (inner.readOnly ? [] : [name]));
    return report(place, `is not known here; there is ${names.join(', ')}`);
  }
  return shape.unknown === 'keep' ? fitAny(value, place) : undefined;
}

function fitKnown({ name, shape }: KnownName, value: JsonValue, place: Place): JsonValue | undefined {
  if (shape === undefined)
    return isEmpty(value) ? undefined : report(place, `'${name}' is not supported yet`, true);
  if (shape.readOnly) return undefined;
  if (value === null && place.patch) return null;
  if (value === null && shape.kind !== 'any') return undefined;
  return fit(shape, value, place);
}

/** A required property that was there and did not fit has its problem already. */
function reportMissing(
  shape: ObjectShape,
  kept: readonly (readonly [string, JsonValue])[],
  place: Place,
): void {
  for (const name of shape.required ?? []) {
    const pointer = pointerTo(place.pointer, name).toLowerCase();
    const isThere = kept.some(([keptName]) => keptName === name);
    const isRefused = place.problems.some(problem => problem.pointer.toLowerCase() === pointer);
    if (!isThere && !isRefused) report(inside(place, name), 'is required');
  }
}

/** A name that a shape knows; without a shape it is one that a later step brings. */
type KnownName = { readonly name: string; readonly shape: Shape | undefined };

const knownNames = new WeakMap<ObjectShape, ReadonlyMap<string, KnownName>>();

/** The names of an object shape by their lower case; made once for each shape. */
function namesOf(shape: ObjectShape): ReadonlyMap<string, KnownName> {
  const made = knownNames.get(shape);
  if (made) return made;
  const names = new Map<string, KnownName>();
  for (const [name, inner] of Object.entries(shape.properties))
    names.set(name.toLowerCase(), { name, shape: inner });
  for (const name of shape.notYet ?? []) names.set(name.toLowerCase(), { name, shape: undefined });
  knownNames.set(shape, names);
  return names;
}

function isLegalName(name: string, place: Place): boolean {
  if (name === '__proto__') report(inside(place, name), 'is not a name that a property may have');
  return name !== '__proto__';
}

function reportTwice(name: string, seen: Set<string>, place: Place): void {
  if (seen.has(name.toLowerCase())) report(place, 'is given twice: names are compared without case');
  seen.add(name.toLowerCase());
}

function reportDepth(place: Place): undefined {
  return report(place, `is nested deeper than ${MAX_DEPTH} levels`);
}

function isEmpty(value: JsonValue): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
