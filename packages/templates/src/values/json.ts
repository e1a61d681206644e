import type { JsonArray, JsonObject, JsonValue } from '@sluice/language/expressions';

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

/** The member of that name, in any letter case where none is spelled so; never what an object inherits. */
export function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const lower = name.toLowerCase();
  const spelled = Object.keys(object).find(key => key.toLowerCase() === lower);
  return spelled === undefined ? undefined : object[spelled];
}

/** The JSON pointer of a member of what `pointer` names. */
export function at(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** True when arrays and objects are nested deeper than `depth`. Takes no more stack for a deeper one. */
export function isDeeper(root: JsonValue, depth: number): boolean {
  let level: JsonValue[] = [root];
  for (let depthLeft = depth; depthLeft >= 0; depthLeft -= 1) {
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** A value in a message: all of it where it is short, else what kind it is. A part of a secret could not be masked. */
export function shown(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : kindOf(value);
}

/** What kind of JSON a value is, in the words of template types. */
export function kindOf(value: JsonValue): string {
  if (value === null) return 'Null';
  if (isArray(value)) return 'Array';
  switch (typeof value) {
    case 'string':
      return 'String';
    case 'boolean':
      return 'Boolean';
    case 'number':
      return Number.isInteger(value) ? 'Integer' : 'Float';
    default:
      return 'Object';
  }
}
