import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject } from '../json.ts';

/** `name`, `['a name']`. */
const STEP = /\['((?:[^']|'')*)'\]|([^.[\]]+)/g;

/** The names that a path leads through (`tags['a b']`); undefined for one with wildcards. */
export function stepsOf(path: string): readonly string[] | undefined {
  if (path === '' || path.includes('[*]')) return undefined;
  return [...path.matchAll(STEP)].map(([, quoted, plain]) => quoted?.replaceAll("''", "'") ?? plain ?? '');
}

/** What a path leads to, names without case. */
export function readAt(from: JsonValue | undefined, steps: readonly string[]): JsonValue | undefined {
  let value = from;
  for (const step of steps) {
    if (!isObject(value)) return undefined;
    const name = nameIn(value, step);
    value = name === undefined ? undefined : value[name];
  }
  return value;
}

/** A copy with another value at a path, or without it; objects on the way are made. The very same where nothing changes. */
export function writeAt(
  into: JsonObject,
  [step = '', ...rest]: readonly string[],
  value: JsonValue | undefined,
): JsonObject {
  const name = nameIn(into, step) ?? step;
  const inner = into[name];
  if (rest.length === 0) {
    if (inner === value) return into;
    const { [name]: _, ...others } = into;
    return value === undefined ? others : { ...into, [name]: value };
  }
  if (value === undefined && !isObject(inner)) return into;
  const written = writeAt(isObject(inner) ? inner : {}, rest, value);
  return written === inner ? into : { ...into, [name]: written };
}

function nameIn(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(object).find(key => key.toLowerCase() === folded);
}
