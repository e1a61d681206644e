import type { SearchEntry, SearchKind } from './search-entry.ts';
import type { SearchWorld } from './search-world.ts';
import { storedEntry, storedKind, storedPlaces } from './stored-kinds.ts';

/** What storage has found for a search. */
export type StoredFinds = {
  readonly entries: readonly SearchEntry[];
  /** How many there are, or at least are, by kind. */
  readonly counts: ReadonlyMap<SearchKind, number>;
  /** False: there are more than were looked at. */
  readonly isWhole: boolean;
};

/** The stored resources of these kinds that the caller may read and whose names have the words, all or any. */
export async function searchStorage(
  words: readonly string[],
  mode: 'all' | 'any',
  kinds: ReadonlySet<SearchKind>,
  { snapshot, storage, tenantId, caller }: SearchWorld,
): Promise<StoredFinds> {
  const places = storedPlaces(snapshot, tenantId, caller, kinds);
  const answers = await Promise.all(places.map(place => storage.resources.search({ words, mode, ...place })));
  const counts = new Map<SearchKind, number>();
  for (const [typeKey, count] of answers.flatMap(answer => [...answer.counts])) {
    const kind = storedKind(typeKey);
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  return {
    entries: answers.flatMap(({ found }) => found.flatMap(each => storedEntry(each) ?? [])),
    counts,
    isWhole: answers.every(({ isWhole }) => isWhole),
  };
}
