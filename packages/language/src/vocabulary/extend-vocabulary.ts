import { similarNames } from './similar.ts';
import type { Alias, Vocabulary } from './vocabulary.ts';

/** What is known of one namespace's aliases: by folded name the types (lower case) that have one, and which. */
type Names = ReadonlyMap<string, ReadonlyMap<string, Alias>>;

/**
 * A vocabulary with more aliases (keys: types in lower case). What `base` says of a name on a type stays.
 *
 * Made for tables of every type that Azure has: nothing is indexed before a rule asks for a name, and then only the types of
 * that name's namespace. So an alias is found under its own namespace alone, which is where Azure has them all.
 */
export function extendVocabulary(base: Vocabulary, more: ReadonlyMap<string, readonly Alias[]>): Vocabulary {
  if (more.size === 0) return base;
  const typesByNamespace = groupTypes(more.keys());
  const indexed = new Map<string, Names>();

  function namesIn(namespace: string): Names | undefined {
    const types = typesByNamespace.get(namespace);
    if (types === undefined) return undefined;
    const names = indexed.get(namespace) ?? indexNames(types, more);
    indexed.set(namespace, names);
    return names;
  }

  function added(name: string): ReadonlyMap<string, Alias> | undefined {
    const folded = name.toLowerCase();
    return namesIn(namespaceOf(folded))?.get(folded);
  }

  return {
    ...base,
    alias(name, resourceType) {
      const type = resourceType?.toLowerCase();
      if (type === undefined || base.typesOf(name).includes(type))
        return base.alias(name, type) ?? first(added(name));
      const others = added(name);
      return others?.get(type) ?? base.alias(name) ?? first(others);
    },
    typesOf(name) {
      const own = base.typesOf(name);
      const others = [...(added(name)?.keys() ?? [])];
      return own.length === 0 ? others : [...new Set([...own, ...others])];
    },
    similarAliases(name) {
      const known = base.similarAliases(name);
      return known.length > 0 ? known : similarAdded(name, more, typesByNamespace);
    },
  };
}

function groupTypes(types: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const type of types) {
    const namespace = namespaceOf(type);
    const group = groups.get(namespace);
    if (group === undefined) groups.set(namespace, [type]);
    else group.push(type);
  }
  return groups;
}

function indexNames(types: readonly string[], more: ReadonlyMap<string, readonly Alias[]>): Names {
  const names = new Map<string, Map<string, Alias>>();
  for (const type of types) {
    for (const alias of more.get(type) ?? []) {
      const folded = alias.name.toLowerCase();
      const known = names.get(folded);
      if (known === undefined) names.set(folded, new Map([[type, alias]]));
      else known.set(type, alias);
    }
  }
  return names;
}

/**
 * Names like a misspelt one among those of the type that it spells, or of the types that are spelt most like that. Comparing it
 * with every name of a large namespace would take seconds.
 */
function similarAdded(
  name: string,
  more: ReadonlyMap<string, readonly Alias[]>,
  typesByNamespace: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const folded = name.toLowerCase();
  const spelt = folded.slice(0, folded.lastIndexOf('/'));
  const types = more.has(spelt)
    ? [spelt]
    : similarNames(spelt, typesByNamespace.get(namespaceOf(folded)) ?? more.keys());
  const candidates = types.flatMap(type => (more.get(type) ?? []).map(alias => alias.name));
  return similarNames(name, candidates);
}

function first(aliases: ReadonlyMap<string, Alias> | undefined): Alias | undefined {
  return aliases?.values().next().value;
}

function namespaceOf(folded: string): string {
  const end = folded.indexOf('/');
  return end === -1 ? folded : folded.slice(0, end);
}
