import { type AliasTable, extendVocabulary } from '@sluice/language';
import { createProviderVocabulary, DATA_MANIFESTS, RESOURCE_TYPES } from '@sluice/providers/types';
import type { KnownAlias, PolicyNames } from './policy-names.ts';

/** The names that rules may use: those of the house, and the aliases that were imported into this server. */
export function loadPolicyNames(imported: readonly AliasTable[]): PolicyNames {
  const own: KnownAlias[] = [];
  const types: string[] = [];
  for (const { type, aliases = [], judged } of RESOURCE_TYPES) {
    if (judged) types.push(type);
    for (const alias of aliases) own.push({ type, alias });
  }
  for (const { componentTypes, aliases } of DATA_MANIFESTS) {
    types.push(...componentTypes);
    for (const [type, ofType] of aliases) for (const alias of ofType) own.push({ type, alias });
  }
  const more = new Map(
    imported.flatMap(table => [...table].map(([type, aliases]) => [type.toLowerCase(), aliases])),
  );
  const known = new Set(types.map(type => type.toLowerCase()));
  return {
    vocabulary: extendVocabulary(createProviderVocabulary(), more),
    aliases: [
      ...own,
      ...imported.flatMap(table =>
        [...table].flatMap(([type, aliases]) => aliases.map(alias => ({ type, alias }))),
      ),
    ],
    types: [
      ...types,
      ...imported.flatMap(table => [...table.keys()]).filter(type => !known.has(type.toLowerCase())),
    ],
  };
}
