import { similarNames } from './similar.ts';
import type { Alias, DataMode, Vocabulary } from './vocabulary.ts';

/** What a vocabulary is made of. Types and modes in any letter case. */
export type VocabularyParts = {
  readonly aliases: ReadonlyMap<string, readonly Alias[]>;
  readonly dataModes: readonly DataMode[];
  /** Whether a type carries tags and a location. */
  readonly tracked: ReadonlyMap<string, boolean>;
};

/** Indexes the names that rules may use. An alias that several types have can be found through each of them. */
export function createVocabulary(parts: VocabularyParts): Vocabulary {
  const byName = new Map<string, Map<string, Alias>>();
  for (const [type, aliases] of parts.aliases) {
    for (const alias of aliases) {
      const types = byName.get(alias.name.toLowerCase()) ?? new Map<string, Alias>();
      types.set(type.toLowerCase(), alias);
      byName.set(alias.name.toLowerCase(), types);
    }
  }
  const modes = new Map(parts.dataModes.map(mode => [mode.mode.toLowerCase(), mode]));
  const tracked = new Map([...parts.tracked].map(([type, value]) => [type.toLowerCase(), value]));
  const fixed = new Map(
    [...parts.aliases].map(([type, aliases]) => [type.toLowerCase(), fixedPaths(aliases)]),
  );
  const typesOf = new Map<string, readonly string[]>(
    [...byName].map(([name, types]) => [name, [...types.keys()]]),
  );
  return {
    alias(name, resourceType) {
      const types = byName.get(name.toLowerCase());
      if (types === undefined) return undefined;
      const exact = resourceType === undefined ? undefined : types.get(resourceType.toLowerCase());
      return exact ?? types.values().next().value;
    },
    typesOf: name => typesOf.get(name.toLowerCase()) ?? [],
    similarAliases: name => similarNames(name, spellings(byName)),
    fixedPaths: type => fixed.get(type.toLowerCase()) ?? [],
    dataMode: mode => modes.get(mode.toLowerCase()),
    dataModes: parts.dataModes,
    isTracked: type => tracked.get(type.toLowerCase()),
  };
}

function fixedPaths(aliases: readonly Alias[]): readonly string[] {
  const fixed = aliases.filter(alias => alias.fixed);
  return [
    ...new Set(
      fixed.flatMap(({ defaultPath, paths = [] }) => [defaultPath, ...paths.map(each => each.path)]),
    ),
  ];
}

function* spellings(byName: ReadonlyMap<string, ReadonlyMap<string, Alias>>): Iterable<string> {
  for (const types of byName.values()) {
    const alias = types.values().next().value;
    if (alias !== undefined) yield alias.name;
  }
}
