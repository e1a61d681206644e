import type { AliasTable, JsonObject, JsonValue } from '@sluice/language';

/** A property and the path where its alias looks for it, as names. */
type Move = { readonly named: readonly string[]; readonly path: readonly string[] };
export type Finder = (resource: JsonObject) => JsonObject;

/**
 * For cases from elsewhere, whose resources have some properties where the alias's name says and not where its path
 * does: `properties.<what follows the type in the name>` is put at the path where nothing is. Tags under `properties`
 * of a resource without any become its tags. Never used for rules in force.
 */
export function createFinder(aliases: AliasTable): Finder {
  const moves = new Map<string, readonly Move[]>();
  for (const [type, ofType] of aliases)
    moves.set(
      type.toLowerCase(),
      ofType.flatMap(({ name, defaultPath }) => moveOf(name, defaultPath) ?? []),
    );
  return resource => {
    const type = follow(resource, ['type']);
    const ofType = (typeof type === 'string' ? moves.get(type.toLowerCase()) : undefined) ?? [];
    return [TAGS, ...ofType].reduce(apply, resource);
  };
}

const TAGS: Move = { named: ['properties', 'tags'], path: ['tags'] };

function moveOf(name: string, defaultPath: string): Move | undefined {
  const path = defaultPath.split('.');
  const named = ['properties', ...name.slice(name.lastIndexOf('/') + 1).split('.')];
  const isSame = named.join('.').toLowerCase() === path.join('.').toLowerCase();
  return isSame || `${name}${defaultPath}`.includes('[*]') ? undefined : { named, path };
}

function apply(resource: JsonObject, { named, path }: Move): JsonObject {
  const value = follow(resource, named);
  return value === undefined || follow(resource, path) !== undefined ? resource : put(resource, path, value);
}

function put(object: JsonObject, [key = '', ...rest]: readonly string[], value: JsonValue): JsonObject {
  const known = keyOf(object, key) ?? key;
  const inner = object[known];
  return { ...object, [known]: rest.length === 0 ? value : put(isObject(inner) ? inner : {}, rest, value) };
}

function follow(from: JsonValue, keys: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = from;
  for (const key of keys) {
    const known: string | undefined = isObject(value) ? keyOf(value, key) : undefined;
    value = known === undefined ? undefined : (value as JsonObject)[known];
  }
  return value;
}

function keyOf(object: JsonObject, key: string): string | undefined {
  if (Object.hasOwn(object, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(object).find(each => each.toLowerCase() === lower);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
