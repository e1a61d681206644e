import type { LoggedEntry } from '../../model/ledger.ts';
import type { ActivityEntry } from '../../model/write-set.ts';
import { houseEntry } from '../house-entry.ts';

const ACTION = 'Sluice.Governance/activityLog/prune/action';
/** What makes the log be pruned. */
const SETTINGS = {
  resourceId: '/providers/Sluice.Governance/settings/default',
  resourceType: 'Sluice.Governance/settings',
};

/** What pruning did: `throughBatch` is the last batch of the log that has lost its entries, in this run or before. */
export type Pruned = {
  readonly throughBatch: number;
  /** Entries that went now. */
  readonly entries: number;
  /** Everything of those batches was older than this, ISO 8601. */
  readonly olderThan: string;
};

/**
 * The entry that says that entries were pruned: written with it, so that one who deletes entries and calls it pruning has to say so in the
 * log as well.
 */
export function prunedEntry(input: Parameters<typeof houseEntry>[0], pruned: Pruned): ActivityEntry {
  return houseEntry(input, {
    ...SETTINGS,
    action: ACTION,
    properties: {
      throughBatch: String(pruned.throughBatch),
      entries: String(pruned.entries),
      olderThan: pruned.olderThan,
    },
  });
}

/** The last batch that an entry says was pruned; 0 for an entry about anything else. */
export function prunedThrough({ operation, body }: Pick<LoggedEntry, 'operation' | 'body'>): number {
  if (operation !== ACTION) return 0;
  try {
    const through = Number(JSON.parse(body)?.properties?.throughBatch);
    return Number.isSafeInteger(through) ? through : 0;
  } catch {
    return 0;
  }
}
