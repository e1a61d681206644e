import { isArray } from '../values/canonical.ts';
import { characterCount } from '../values/characters.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { isPlainObject } from '../values/merge.ts';
import { sameJson } from './same-json.ts';

/**
 * The first place where a value does not fit a JSON Schema, and what is wanted there (`/paths/0/readOnly: boolean`);
 * undefined when it fits. The value as a whole is the place ''.
 *
 * Of JSON Schema 2019-09 it knows the keywords that built-in definitions use and their kin. Not `$ref` and
 * `if`, which none uses, and not `pattern`: the pattern of a stranger can keep a server busy. As the standard has it, a
 * keyword that is not known says nothing.
 */
export function schemaMismatch(schema: JsonValue, value: JsonValue, at = ''): string | undefined {
  if (schema === false) return `${at}: nothing`;
  if (!isPlainObject(schema)) return undefined;
  for (const [keyword, operand] of Object.entries(schema)) {
    const check = KEYWORDS.get(keyword);
    const found = check?.(operand, value, at, schema);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Keyword = (operand: JsonValue, value: JsonValue, at: string, schema: JsonObject) => string | undefined;

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  [
    'type',
    (types, value, at) =>
      unless(
        listOf(types).some(type => hasType(value, type)),
        at,
        textOf(types),
      ),
  ],
  ['enum', (allowed, value, at) => unless(includes(allowed, value), at, `one of ${textOf(allowed)}`)],
  ['const', (wanted, value, at) => unless(sameJson(wanted, value), at, textOf(wanted))],

  ['minimum', bound(numberIn, (number, least) => number >= least, 'at least')],
  ['maximum', bound(numberIn, (number, most) => number <= most, 'at most')],
  ['exclusiveMinimum', bound(numberIn, (number, limit) => number > limit, 'more than')],
  ['exclusiveMaximum', bound(numberIn, (number, limit) => number < limit, 'less than')],
  ['multipleOf', bound(numberIn, (number, unit) => Number.isInteger(number / unit), 'a multiple of')],
  ['minLength', bound(charactersIn, (count, least) => count >= least, 'characters at least')],
  ['maxLength', bound(charactersIn, (count, most) => count <= most, 'characters at most')],
  ['minItems', bound(membersIn, (count, least) => count >= least, 'members at least')],
  ['maxItems', bound(membersIn, (count, most) => count <= most, 'members at most')],
  ['minProperties', bound(propertiesIn, (count, least) => count >= least, 'properties at least')],
  ['maxProperties', bound(propertiesIn, (count, most) => count <= most, 'properties at most')],

  ['items', (schema, value, at) => firstOf(isArray(value) ? Object.entries(value) : [], () => schema, at)],
  ['required', checkRequired],
  ['properties', (schemas, value, at) => firstOf(membersOf(value), name => ownIn(schemas, name), at)],
  ['additionalProperties', checkAdditional],

  ['allOf', (schemas, value, at) => firstFound(listOf(schemas), each => schemaMismatch(each, value, at))],
  ['anyOf', (schemas, value, at) => unless(fitting(schemas, value) > 0, at, 'one of several forms')],
  [
    'oneOf',
    (schemas, value, at) => unless(fitting(schemas, value) === 1, at, 'exactly one of several forms'),
  ],
  ['not', (schema, value, at) => unless(fitting([schema], value) === 0, at, 'another form')],
]);

function unless(holds: boolean, at: string, wanted: string): string | undefined {
  return holds ? undefined : `${at}: ${wanted}`;
}

function bound(
  measure: (value: JsonValue) => number | undefined,
  holds: (measured: number, limit: number) => boolean,
  words: string,
): Keyword {
  return (limit, value, at) => {
    const measured = measure(value);
    const fits = measured === undefined || typeof limit !== 'number' || holds(measured, limit);
    return unless(fits, at, `${words} ${textOf(limit)}`);
  };
}

function checkRequired(names: JsonValue, value: JsonValue, at: string): string | undefined {
  if (!isPlainObject(value)) return undefined;
  const missing = listOf(names).find(name => !Object.hasOwn(value, String(name)));
  return missing === undefined ? undefined : `${at}/${String(missing)}: required`;
}

/** What `properties` does not name. */
function checkAdditional(schema: JsonValue, value: JsonValue, at: string, { properties = {} }: JsonObject) {
  const others = membersOf(value).filter(([name]) => ownIn(properties, name) === undefined);
  return firstOf(others, () => schema, at);
}

function firstOf(
  members: readonly (readonly [string, JsonValue])[],
  schemaOf: (name: string) => JsonValue | undefined,
  at: string,
): string | undefined {
  return firstFound(members, ([name, member]) =>
    schemaMismatch(schemaOf(name) ?? true, member, `${at}/${name}`),
  );
}

function firstFound<Each>(
  all: readonly Each[],
  look: (each: Each) => string | undefined,
): string | undefined {
  for (const each of all) {
    const found = look(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fitting(schemas: JsonValue, value: JsonValue): number {
  return listOf(schemas).filter(schema => schemaMismatch(schema, value) === undefined).length;
}

function hasType(value: JsonValue, type: JsonValue): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return isArray(value);
  return type === 'object' ? isPlainObject(value) : typeof value === type && !isPlainObject(value);
}

function includes(list: JsonValue, value: JsonValue): boolean {
  return listOf(list).some(each => sameJson(each, value));
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return isArray(value) ? value : [value];
}

function membersOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  return isPlainObject(value) ? Object.entries(value) : [];
}

function ownIn(object: JsonValue, name: string): JsonValue | undefined {
  return isPlainObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

function numberIn(value: JsonValue): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function charactersIn(value: JsonValue): number | undefined {
  return typeof value === 'string' ? characterCount(value) : undefined;
}

function membersIn(value: JsonValue): number | undefined {
  return isArray(value) ? value.length : undefined;
}

function propertiesIn(value: JsonValue): number | undefined {
  return isPlainObject(value) ? Object.keys(value).length : undefined;
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
