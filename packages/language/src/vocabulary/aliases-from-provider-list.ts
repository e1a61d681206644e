import { isArray } from '../values/canonical.ts';
import type { JsonArray, JsonObject, JsonValue } from '../values/json.ts';
import { isPlainObject } from '../values/merge.ts';
import { pathsOf, tokenTypeOf } from './alias-paths.ts';
import { type AliasDocument, createProblems, mergeAliases } from './alias-table.ts';
import type { Alias } from './vocabulary.ts';

type Path = readonly (string | number)[];
type Problems = ReturnType<typeof createProblems>;

/**
 * Reads ARM's list of resource providers with their aliases, as `az provider list --expand resourceTypes/aliases` prints
 * it: an array of providers, or a page of them (`{value: [...]}`).
 *
 * An alias whose name spells a child of the type that lists it belongs to the child too, and an array of which only the
 * members have an alias gets one of its own.
 */
export function aliasesFromProviderList(document: JsonValue): AliasDocument {
  const problems = createProblems();
  const page = isPlainObject(document);
  const providers = page ? document['value'] : document;
  const at: Path = page ? ['value'] : [];
  const tables = objectsIn(providers, at, problems).flatMap(({ value, path }) =>
    ofProvider(value, path, problems),
  );
  return { aliases: mergeAliases(tables), problems: problems.found };
}

function ofProvider(provider: JsonObject, at: Path, problems: Problems): readonly Map<string, Alias[]>[] {
  const namespace = textIn(provider, 'namespace', at, problems);
  if (namespace === undefined) return [];
  return objectsIn(provider['resourceTypes'] ?? [], [...at, 'resourceTypes'], problems).flatMap(
    ({ value, path }) => {
      const name = textIn(value, 'resourceType', path, problems);
      return name === undefined ? [] : [ofType(`${namespace}/${name}`, value, path, problems)];
    },
  );
}

function ofType(type: string, listed: JsonObject, at: Path, problems: Problems): Map<string, Alias[]> {
  const named = objectsIn(listed['aliases'] ?? [], [...at, 'aliases'], problems).flatMap(
    ({ value, path }) => readAlias(value, path, problems) ?? [],
  );
  const table = new Map<string, Alias[]>([[type, []]]);
  for (const alias of [...wholeArrays(named), ...named]) {
    for (const owner of ownersOf(alias.name, type)) table.set(owner, [...(table.get(owner) ?? []), alias]);
  }
  return table;
}

function readAlias(listed: JsonObject, at: Path, problems: Problems): Alias | undefined {
  const name = textIn(listed, 'name', at, problems);
  const paths = pathsOf(listed['paths']);
  const given = listed['defaultPath'] ?? paths[0]?.path;
  if (typeof given !== 'string') problems.expected('a path', given, [...at, 'defaultPath']);
  if (name === undefined || typeof given !== 'string') return undefined;
  const metadata = listed['defaultMetadata'];
  const facts = isPlainObject(metadata) ? metadata : {};
  const type = tokenTypeOf(metadata);
  return {
    name,
    defaultPath: given,
    modifiable: facts['attributes'] === 'Modifiable',
    ...(paths.length === 0 ? {} : { paths }),
    ...(type === undefined ? {} : { type }),
  };
}

/**
 * The alias of a whole array, for each array of which the list has only the members. Whether the whole may be modified
 * is not said anywhere, and stays open.
 */
function wholeArrays(aliases: readonly Alias[]): readonly Alias[] {
  const names = new Set(aliases.map(alias => alias.name.toLowerCase()));
  return aliases
    .filter(({ name }) => name.endsWith('[*]') && !names.has(name.slice(0, -3).toLowerCase()))
    .map(({ name, defaultPath, paths }) => ({
      name: name.slice(0, -3),
      defaultPath: withoutMembers(defaultPath),
      type: 'Array' as const,
      ...(paths && {
        paths: paths.map(({ path, apiVersions }) => ({ path: withoutMembers(path), apiVersions })),
      }),
    }));
}

function withoutMembers(path: string): string {
  return path.endsWith('[*]') ? path.slice(0, -3) : path;
}

/** The type that lists an alias, and the child of it that the alias's name spells. */
function ownersOf(name: string, type: string): readonly string[] {
  const spelt = name.slice(0, name.lastIndexOf('/'));
  return spelt.toLowerCase().startsWith(`${type.toLowerCase()}/`) ? [type, spelt] : [type];
}

type Place = { readonly value: JsonObject; readonly path: Path };

/** The objects of an array; reports what is none. */
function objectsIn(value: JsonValue | undefined, at: Path, problems: Problems): readonly Place[] {
  if (!isArray(value)) {
    problems.expected('an array', value, at);
    return [];
  }
  return [...(value as JsonArray).entries()].flatMap(([index, each]) => {
    if (isPlainObject(each)) return [{ value: each, path: [...at, index] }];
    problems.expected('an object', each, [...at, index]);
    return [];
  });
}

function textIn(object: JsonObject, key: string, at: Path, problems: Problems): string | undefined {
  const value = object[key];
  if (typeof value === 'string' && value !== '') return value;
  problems.expected(`a text ${key}`, value, [...at, key]);
  return undefined;
}
