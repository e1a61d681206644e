import { bestMatches, findAll, findMost, type Matched, matchWords } from '@sluice/arm/words';
import { findById } from './find-by-id.ts';
import { MODEL_KIND } from './model-kind.ts';
import type { SearchText } from './read-search-text.ts';
import { RECORD_KINDS } from './record-kinds.ts';
import type { SearchEntry, SearchKind } from './search-entry.ts';
import { searchStorage } from './search-storage.ts';
import type { SearchWorld } from './search-world.ts';

export type SearchHit = {
  readonly entry: SearchEntry;
  /** From 0 to 1. */
  readonly score: number;
};

export type SearchResult = {
  /** All that was looked at, best first. */
  readonly hits: readonly SearchHit[];
  /** How many there are of each kind. */
  readonly counts: ReadonlyMap<SearchKind, number>;
  /** False: there are more than were counted. */
  readonly isWhole: boolean;
};

/**
 * Finds what the caller may read: by words what has all of them, or when nothing has, what has most of them; by an id what has it.
 *
 * What verdicts depend on is in the snapshot, and its words are kept with it; everything else is asked of storage.
 */
export async function search(
  text: SearchText,
  kinds: ReadonlySet<SearchKind>,
  world: SearchWorld,
): Promise<SearchResult> {
  if (text.kind !== 'words') {
    const found = await findById(text, kinds, world);
    return { hits: found.map(entry => ({ entry, score: 1 })), counts: tally(found), isWhole: true };
  }
  const { words } = text;
  if (words.length === 0) return { hits: [], counts: new Map(), isWhole: true };
  const known = searchKnown(words, findAll, kinds, world);
  const stored = await searchStorage(words, 'all', kinds, world);
  const best = bestMatches([...known, ...matched(words, stored.entries)]);
  if (best.length > 0)
    return {
      hits: best.map(toHit),
      counts: add(tally(known.map(({ item }) => item)), stored.counts),
      isWhole: stored.isWhole,
    };
  const { entries, isWhole } = await searchStorage(words, 'any', kinds, world);
  const most = bestMatches([...searchKnown(words, findMost, kinds, world), ...matched(words, entries)]);
  return { hits: most.map(toHit), counts: tally(most.map(({ item }) => item)), isWhole };
}

const KNOWN_KINDS = [...RECORD_KINDS, MODEL_KIND];

/** In what the snapshot knows. */
function searchKnown(
  words: readonly string[],
  find: typeof findAll<SearchEntry>,
  kinds: ReadonlySet<SearchKind>,
  { snapshot, tenantId, caller }: SearchWorld,
): readonly Matched<SearchEntry>[] {
  return KNOWN_KINDS.filter(({ kind }) => kinds.has(kind)).flatMap(each =>
    find(each.list(snapshot), words, each.sees(snapshot, tenantId, caller)),
  );
}

function matched(words: readonly string[], entries: readonly SearchEntry[]): readonly Matched<SearchEntry>[] {
  return entries.map(item => ({ item, match: matchWords(words, item.searchable) }));
}

function toHit({ item, match }: Matched<SearchEntry>): SearchHit {
  return { entry: item, score: match.score };
}

function tally(entries: readonly SearchEntry[]): Map<SearchKind, number> {
  const counts = new Map<SearchKind, number>();
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function add(counts: Map<SearchKind, number>, more: ReadonlyMap<SearchKind, number>) {
  for (const [kind, count] of more) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return counts;
}
