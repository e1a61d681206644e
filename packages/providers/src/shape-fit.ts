import { parseResourceId } from '@sluice/arm/ids';
import type { JsonValue } from '@sluice/language';
import { isObject } from './json-value.ts';
import type { Shape } from './shape.ts';

/** What is wrong at one place of a body. `notYet`: the value is legal, but we do not have the feature. */
export type ShapeProblem = { readonly pointer: string; readonly message: string; readonly notYet?: boolean };

/** A value as it is kept: names and enum words canonical, read-only and unknown properties dropped. */
export type Fit = { readonly value: JsonValue | undefined; readonly problems: readonly ShapeProblem[] };

/** Deeper values are refused, so that nothing behind this needs to fear for its stack. */
export const MAX_DEPTH = 1000;
/** A body may be wrong in a hundred thousand places; nobody reads more than this. */
const MAX_PROBLEMS = 100;

type Fitting = { readonly patch: boolean; readonly problems: ShapeProblem[] };

/**
 * Compares a value with a shape and returns it as it is kept, with everything that is wrong in it.
 *
 * A null property counts as absent. In `patch` mode it stays, since it asks for a removal, and nothing is required.
 * Total, and safe with names such as `__proto__` (refused). The value means something only when there are no problems.
 */
export function fitShape(shape: Shape, value: JsonValue, mode: 'whole' | 'patch' = 'whole'): Fit {
  const fitting: Fitting = { patch: mode === 'patch', problems: [] };
  return { value: fit(shape, value, '', 1, fitting), problems: fitting.problems };
}

function fit(
  shape: Shape,
  value: JsonValue,
  pointer: string,
  depth: number,
  fitting: Fitting,
): JsonValue | undefined {
  if (shape.readOnly) return undefined;
  if (depth > MAX_DEPTH) return report(fitting, pointer, `is nested deeper than ${MAX_DEPTH} levels`);
  switch (shape.kind) {
    case 'string':
      return fitString(shape, value, pointer, fitting);
    case 'integer':
    case 'number':
      return fitNumber(shape, value, pointer, fitting);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongType(fitting, pointer, 'a boolean', value);
    case 'any':
      return fitAny(value, pointer, depth, fitting);
    case 'array':
      return fitArray(shape, value, pointer, depth, fitting);
    case 'map':
      return fitMap(shape, value, pointer, depth, fitting);
    case 'object':
      return fitObject(shape, value, pointer, depth, fitting);
  }
}

function fitString(
  shape: Extract<Shape, { kind: 'string' }>,
  value: JsonValue,
  pointer: string,
  fitting: Fitting,
): JsonValue | undefined {
  if (typeof value !== 'string') return wrongType(fitting, pointer, 'a string', value);
  const { oneOf, minLength = 0, maxLength = Number.POSITIVE_INFINITY, format } = shape;
  if (oneOf) {
    const word = oneOf.find(candidate => candidate.toLowerCase() === value.toLowerCase());
    return (
      word ??
      report(fitting, pointer, `must be one of ${oneOf.map(quote).join(', ')}, found ${quote(clip(value))}`)
    );
  }
  if (value.length < minLength) return report(fitting, pointer, `must have at least ${minLength} characters`);
  if (value.length > maxLength)
    return report(fitting, pointer, `has ${value.length} characters, at most ${maxLength} are allowed`);
  if (format === 'date-time' && !isDateTime(value))
    return report(fitting, pointer, `must be an ISO 8601 date and time, found ${quote(clip(value))}`);
  if (format === 'resource-id' && !parseResourceId(value))
    return report(fitting, pointer, `must be a resource id, found ${quote(clip(value))}`);
  return value;
}

function fitNumber(
  shape: Extract<Shape, { kind: 'integer' | 'number' }>,
  value: JsonValue,
  pointer: string,
  fitting: Fitting,
): JsonValue | undefined {
  const expected = shape.kind === 'integer' ? 'an integer' : 'a number';
  const number = shape.fromText && typeof value === 'string' ? numberOf(value) : value;
  if (typeof number !== 'number') return wrongType(fitting, pointer, expected, value);
  if (shape.kind === 'integer' && !Number.isSafeInteger(number))
    return report(fitting, pointer, `must be an integer, found ${number}`);
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
  if (number < minimum) return report(fitting, pointer, `must be at least ${minimum}, found ${number}`);
  if (number > maximum) return report(fitting, pointer, `must be at most ${maximum}, found ${number}`);
  return number;
}

/** Anything goes, but for what no JSON of ours may hold: a depth without end, and `__proto__` as a name. */
function fitAny(value: JsonValue, pointer: string, depth: number, fitting: Fitting): JsonValue | undefined {
  if (depth > MAX_DEPTH) return report(fitting, pointer, `is nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    value.forEach((element, index) => {
      fitAny(element, `${pointer}/${index}`, depth + 1, fitting);
    });
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (isLegalName(name, pointer, fitting)) fitAny(inner, at(pointer, name), depth + 1, fitting);
    }
  }
  return value;
}

function fitArray(
  shape: Extract<Shape, { kind: 'array' }>,
  value: JsonValue,
  pointer: string,
  depth: number,
  fitting: Fitting,
): JsonValue | undefined {
  if (!Array.isArray(value)) return wrongType(fitting, pointer, 'an array', value);
  const { maxItems = Number.POSITIVE_INFINITY, items } = shape;
  if (value.length > maxItems)
    return report(fitting, pointer, `has ${value.length} elements, at most ${maxItems} are allowed`);
  const kept: JsonValue[] = [];
  for (const [index, element] of value.entries()) {
    const fitted = fit(items, element, `${pointer}/${index}`, depth + 1, fitting);
    if (fitted !== undefined) kept.push(fitted);
  }
  return kept;
}

function fitMap(
  shape: Extract<Shape, { kind: 'map' }>,
  value: JsonValue,
  pointer: string,
  depth: number,
  fitting: Fitting,
): JsonValue | undefined {
  if (!isObject(value)) return wrongType(fitting, pointer, 'an object', value);
  const {
    maxEntries = Number.POSITIVE_INFINITY,
    maxNameLength = Number.POSITIVE_INFINITY,
    distinctNames,
    values,
  } = shape;
  const entries = Object.entries(value);
  if (entries.length > maxEntries)
    return report(fitting, pointer, `has ${entries.length} entries, at most ${maxEntries} are allowed`);
  const seen = new Set<string>();
  const kept: [string, JsonValue][] = [];
  for (const [name, inner] of entries) {
    const place = at(pointer, name);
    if (!isLegalName(name, pointer, fitting)) continue;
    if (name.length > maxNameLength)
      report(fitting, place, `has a name of ${name.length} characters, at most ${maxNameLength} are allowed`);
    if (distinctNames && seen.has(name.toLowerCase()))
      report(fitting, place, 'is given twice: names are compared without case');
    seen.add(name.toLowerCase());
    const fitted = inner === null && fitting.patch ? null : fit(values, inner, place, depth + 1, fitting);
    if (fitted !== undefined) kept.push([name, fitted]);
  }
  return Object.fromEntries(kept);
}

function fitObject(
  shape: Extract<Shape, { kind: 'object' }>,
  value: JsonValue,
  pointer: string,
  depth: number,
  fitting: Fitting,
): JsonValue | undefined {
  if (!isObject(value)) return wrongType(fitting, pointer, 'an object', value);
  const known = namesOf(shape);
  const seen = new Set<string>();
  const kept: [string, JsonValue][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const place = at(pointer, name);
    const nameKey = name.toLowerCase();
    if (!isLegalName(name, pointer, fitting)) continue;
    if (seen.has(nameKey)) report(fitting, place, 'is given twice: names are compared without case');
    seen.add(nameKey);
    const canonical = known.get(nameKey);
    if (canonical === undefined) {
      if (shape.unknown === 'keep') kept.push([name, fitAny(inner, place, depth + 1, fitting) ?? null]);
      continue;
    }
    if (canonical.notYet) {
      if (!isEmpty(inner)) report(fitting, place, `'${canonical.name}' is not supported yet`, true);
      continue;
    }
    const fitted = fitProperty(canonical.shape, inner, place, depth, fitting);
    if (fitted !== undefined) kept.push([canonical.name, fitted]);
  }
  if (!fitting.patch) reportMissing(shape, kept, pointer, fitting);
  return Object.fromEntries(kept);
}

function fitProperty(
  shape: Shape,
  value: JsonValue,
  place: string,
  depth: number,
  fitting: Fitting,
): JsonValue | undefined {
  if (shape.readOnly) return undefined;
  if (value === null && fitting.patch) return null;
  if (value === null && shape.kind !== 'any') return undefined;
  return fit(shape, value, place, depth + 1, fitting);
}

function reportMissing(
  shape: Extract<Shape, { kind: 'object' }>,
  kept: readonly (readonly [string, JsonValue])[],
  pointer: string,
  fitting: Fitting,
): void {
  for (const name of shape.required ?? []) {
    const present = kept.some(([keptName]) => keptName === name);
    const refused = fitting.problems.some(
      problem => problem.pointer.toLowerCase() === at(pointer, name).toLowerCase(),
    );
    if (!present && !refused) report(fitting, at(pointer, name), 'is required');
  }
}

type KnownName =
  | { readonly name: string; readonly notYet: true }
  | { readonly name: string; readonly notYet: false; readonly shape: Shape };
const knownNames = new WeakMap<object, ReadonlyMap<string, KnownName>>();

/** The names of an object shape by their lower case; made once for each shape. */
function namesOf(shape: Extract<Shape, { kind: 'object' }>): ReadonlyMap<string, KnownName> {
  const made = knownNames.get(shape);
  if (made) return made;
  const names = new Map<string, KnownName>();
  for (const [name, inner] of Object.entries(shape.properties))
    names.set(name.toLowerCase(), { name, notYet: false, shape: inner });
  for (const name of shape.notYet ?? []) names.set(name.toLowerCase(), { name, notYet: true });
  knownNames.set(shape, names);
  return names;
}

function isLegalName(name: string, pointer: string, fitting: Fitting): boolean {
  if (name !== '__proto__') return true;
  report(fitting, at(pointer, name), 'is not a name that a property may have');
  return false;
}

function wrongType(fitting: Fitting, pointer: string, expected: string, found: JsonValue): undefined {
  return report(fitting, pointer, `must be ${expected}, found ${describe(found)}`);
}

function report(fitting: Fitting, pointer: string, message: string, notYet = false): undefined {
  if (fitting.problems.length < MAX_PROBLEMS)
    fitting.problems.push({ pointer, message, ...(notYet ? { notYet } : {}) });
  return undefined;
}

function describe(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return `the ${typeof value} ${typeof value === 'string' ? quote(clip(value)) : value}`;
}

function isEmpty(value: JsonValue): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function numberOf(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function isDateTime(text: string): boolean {
  const form = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/i;
  return form.test(text) && !Number.isNaN(Date.parse(text));
}

/** A JSON pointer (RFC 6901) one level down. */
function at(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

function quote(text: string): string {
  return `'${text}'`;
}
