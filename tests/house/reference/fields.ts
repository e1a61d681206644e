import type { Alias, JsonObject, JsonValue } from '@sluice/language';
import { fail } from './failure.ts';
import { isList, isObject, propertyOf, type Value } from './values.ts';

/** What a field name leads to: one value, or with `[*]` all that it selects (none where the array is missing). */
export type Seen =
  | { readonly many: false; readonly value: Value }
  | { readonly many: true; readonly values: readonly Value[] };

/** Aliases of one name by resource type in lower case; undefined for a name that is no alias. */
export type Aliases = (name: string) => ReadonlyMap<string, Alias> | undefined;

export function isLocation(name: string): boolean {
  return name.toLowerCase() === 'location';
}

/** `East US 2` is `eastus2`. */
export function normalizeLocation(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replaceAll(' ', '').toLowerCase();
  return isList(value) ? value.map(normalizeLocation) : value;
}

/** Section 5 and 6: the value or values of a field. */
export function readField(name: string, resource: JsonObject, aliases: Aliases, apiVersion?: string): Seen {
  const lower = name.toLowerCase();
  const one = (value: Value): Seen => ({ many: false, value });
  if (lower === 'name') {
    const own = propertyOf(resource, 'name');
    return one(typeof own === 'string' ? own.split('/').at(-1) : own);
  }
  if (lower === 'fullname') return one(fullName(resource));
  if (['type', 'kind', 'id', 'tags'].includes(lower)) return one(propertyOf(resource, lower));
  if (lower === 'location') {
    const location = propertyOf(resource, 'location');
    return one(location === undefined ? undefined : normalizeLocation(location));
  }
  if (/^identity(\.[^.[\]]+)+$/.test(lower)) return one(follow(resource, name.split('.')));
  const tag = tagIn(name);
  if (tag !== undefined) return one(follow(resource, ['tags', tag]));
  const known = aliases(lower) ?? fail(`no field ${name}`);
  const type = propertyOf(resource, 'type');
  const alias = typeof type === 'string' ? known.get(type.toLowerCase()) : undefined;
  if (alias === undefined) return name.includes('[*]') ? { many: true, values: [] } : one(undefined);
  const path = pathOf(alias, apiVersion);
  if (!path.includes('[*]')) return one(follow(resource, path.split('.')));
  return { many: true, values: select(resource, path) };
}

export function pathOf(alias: Alias, apiVersion: string | undefined): string {
  const versioned = alias.paths?.findLast(({ apiVersions }) =>
    apiVersions.some(version => version.toLowerCase() === apiVersion?.toLowerCase()),
  );
  return versioned?.path ?? alias.defaultPath;
}

function fullName(resource: JsonObject): Value {
  const own = propertyOf(resource, 'fullName');
  if (own !== undefined && own !== null) return own;
  const id = propertyOf(resource, 'id');
  const segments =
    typeof id === 'string'
      ? id
          .split(/\/providers\//i)
          .slice(1)
          .at(-1)
          ?.split('/')
          .slice(1)
      : undefined;
  const names = segments?.filter((name, index) => index % 2 === 1 && name !== '') ?? [];
  return names.length > 0 ? names.join('/') : propertyOf(resource, 'name');
}

/** `tags.n`, `tags['n']`, `tags[n]`. */
function tagIn(name: string): string | undefined {
  const rest = /^tags(?=[.[])/i.test(name) ? name.slice(4) : '';
  if (rest.startsWith('.') && rest.length > 1) return rest.slice(1);
  if (!rest.startsWith('[') || !rest.endsWith(']') || rest === '[*]') return undefined;
  const quoted = /^\['((?:[^']|'')+)'\]$/.exec(rest)?.[1];
  return quoted?.replaceAll("''", "'") ?? rest.slice(1, -1);
}

function follow(from: Value, names: readonly string[]): Value {
  return names.reduce<Value>((value, name) => (isObject(value) ? propertyOf(value, name) : undefined), from);
}

/** Everything a path with `[*]` leads to, flattened; a member without the property gives undefined. */
function select(from: Value, path: string): readonly Value[] {
  const at = path.indexOf('[*]');
  if (at < 0) return [path === '' ? from : follow(from, path.split('.'))];
  const members = at === 0 ? from : follow(from, path.slice(0, at).split('.'));
  const rest = path.slice(at + 3).replace(/^\./, '');
  return isList(members) ? members.flatMap(member => select(member, rest)) : [];
}

/**
 * The resource as it would be if a member were the only one of its array: one copy for each member that the path selects,
 * in their order, with the member.
 */
export function copies(
  from: JsonObject,
  path: string,
): readonly { readonly member: JsonValue; readonly resource: JsonObject }[] {
  const walk = (value: Value, rest: string): readonly { member: JsonValue; made: JsonValue }[] => {
    if (rest === '') return [{ member: value ?? null, made: value ?? null }];
    if (rest.startsWith('[*]')) {
      if (!isList(value)) return [];
      return value.flatMap(each =>
        walk(each, rest.slice(3).replace(/^\./, '')).map(({ member, made }) => ({ member, made: [made] })),
      );
    }
    const [name = ''] = /^[^.[]+/.exec(rest) ?? [];
    if (!isObject(value))
      return walk(undefined, rest.slice(name.length).replace(/^\./, '')).map(copy => ({
        ...copy,
        made: null,
      }));
    return walk(propertyOf(value, name), rest.slice(name.length).replace(/^\./, '')).map(
      ({ member, made }) => ({
        member,
        made: { ...without(value, name), [name]: made },
      }),
    );
  };
  return walk(from, path).map(({ member, made }) => ({ member, resource: isObject(made) ? made : {} }));
}

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([key]) => key.toLowerCase() !== name.toLowerCase()),
  );
}
