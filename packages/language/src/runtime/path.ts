import type { JsonObject, JsonValue } from '../values/json.ts';
import { createKey, isObject, type Key, property } from './property.ts';

/**
 * A path into a resource, cut at its wildcards: `properties.rules[*].access` is `[[properties, rules], [access]]`.
 * A path without `[*]` has one part.
 */
export type Path = { readonly text: string; readonly parts: readonly (readonly Key[])[] };

/** Reads `a.b[*].c`. Undefined for an empty segment or brackets other than `[*]`. */
export function parsePath(text: string): Path | undefined {
  const parts = text.split('[*]').map((part, index) => parseKeys(part, index > 0));
  return parts.every(part => part !== undefined) ? { text, parts } : undefined;
}

/** A path that is one name, whatever characters it holds. */
export function pathOfNames(text: string, names: readonly string[]): Path {
  return { text, parts: [names.map(createKey)] };
}

function parseKeys(part: string, afterWildcard: boolean): readonly Key[] | undefined {
  if (part === '') return afterWildcard ? [] : undefined;
  if (afterWildcard && !part.startsWith('.')) return undefined;
  const names = (afterWildcard ? part.slice(1) : part).split('.');
  if (names.some(name => name === '' || name.includes('[') || name.includes(']'))) return undefined;
  return names.map(createKey);
}

/** The number of `[*]` in a path. */
export function wildcardsOf(path: Path): number {
  return path.parts.length - 1;
}

/** Follows keys from a value; undefined where one is missing or its parent is no object. */
export function follow(from: JsonValue | undefined, keys: readonly Key[]): JsonValue | undefined {
  let value = from;
  for (const key of keys) {
    if (!isObject(value)) return undefined;
    value = property(value, key);
  }
  return value;
}

/**
 * Everything that a path with wildcards selects, nested arrays flattened, in document order. A member without the
 * property selects `undefined`; a missing array selects nothing. `first` is the part to start with.
 */
export function selectAll(from: JsonValue | undefined, path: Path, first = 0): (JsonValue | undefined)[] {
  let selected: (JsonValue | undefined)[] = [follow(from, path.parts[first] ?? [])];
  for (let index = first + 1; index < path.parts.length; index += 1) {
    const keys = path.parts[index] ?? [];
    const next: (JsonValue | undefined)[] = [];
    for (const array of selected) {
      if (Array.isArray(array)) for (const member of array) next.push(follow(member, keys));
    }
    selected = next;
  }
  return selected;
}

/** The value that a path without wildcards leads to. */
export function selectOne(from: JsonObject, path: Path): JsonValue | undefined {
  return follow(from, path.parts[0] ?? []);
}
