import { parseResourceId } from '@sluice/arm/ids';
import { toSearchable } from '@sluice/arm/words';
import type { Snapshot } from '@sluice/engine';
import { findType } from '@sluice/providers/types';
import type { FoundResource } from '@sluice/storage';
import { readableKeys } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';
import type { SearchEntry, SearchKind } from './search-entry.ts';

const ML = 'Microsoft.MachineLearningServices';
const WORKSPACES = `${ML}/workspaces`;

/** What is found where it is stored, by its type. */
const STORED_TYPES: Readonly<Record<string, SearchKind>> = {
  [WORKSPACES]: 'workspace',
  [`${WORKSPACES}/onlineEndpoints`]: 'endpoint',
  [`${WORKSPACES}/batchEndpoints`]: 'endpoint',
  [`${WORKSPACES}/serverlessEndpoints`]: 'endpoint',
  [`${WORKSPACES}/onlineEndpoints/deployments`]: 'deployment',
  [`${WORKSPACES}/batchEndpoints/deployments`]: 'deployment',
  [`${WORKSPACES}/models`]: 'model',
  [`${ML}/registries`]: 'registry',
  'Microsoft.CognitiveServices/accounts': 'account',
  'Microsoft.CognitiveServices/accounts/deployments': 'deployment',
};

const BY_TYPE_KEY = new Map(Object.entries(STORED_TYPES).map(([type, kind]) => [type.toLowerCase(), kind]));

/** The kind of a stored type (lower case); undefined for what is not found there. */
export function storedKind(typeKey: string): SearchKind | undefined {
  return BY_TYPE_KEY.get(typeKey);
}

/** Types (lower case), and the keys at and below which the caller may read them. */
export type StoredPlace = { readonly types: readonly string[]; readonly under: readonly string[] };

/** Where the caller may find stored resources of these kinds. Types that he may read in the same places are together. */
export function storedPlaces(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
  kinds: ReadonlySet<SearchKind>,
): readonly StoredPlace[] {
  const places = Object.entries(STORED_TYPES).flatMap(([type, kind]) =>
    kinds.has(kind)
      ? [{ type: type.toLowerCase(), under: readableKeys(snapshot, tenantId, caller, `${type}/read`) }]
      : [],
  );
  return [...Map.groupBy(places, ({ under }) => under.join('\n')).values()].flatMap(group => {
    const under = group[0]?.under ?? [];
    return under.length === 0 ? [] : [{ types: group.map(({ type }) => type), under }];
  });
}

/** A stored resource as searches know it: by its name, and the names of what it is in. */
export function storedEntry({ key, id, typeKey }: FoundResource): SearchEntry | undefined {
  const kind = storedKind(typeKey);
  const parsed = parseResourceId(id);
  if (kind === undefined || parsed === undefined) return undefined;
  const { name, names, scope } = parsed;
  return {
    kind,
    type: findType(typeKey)?.type ?? parsed.type,
    key,
    id,
    name,
    scope: scope.id,
    searchable: toSearchable(name, names.slice(0, -1)),
  };
}
