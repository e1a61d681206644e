import type { WordIndex } from '@sluice/arm/words';
import type { Snapshot } from '@sluice/engine';
import type { Caller } from '../write/caller.ts';
import type { SearchEntry, SearchKind } from './search-entry.ts';

/** One kind of what the snapshot knows and a search can find. */
export type KnownKind = {
  readonly kind: SearchKind;
  /** All of them, made once for a change of any. */
  list(snapshot: Snapshot): WordIndex<SearchEntry>;
  /** Whether the caller may know of one. */
  sees(snapshot: Snapshot, tenantId: string, caller: Caller): (entry: SearchEntry) => boolean;
};
