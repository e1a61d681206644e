import { createHash } from 'node:crypto';
import type { LogBatch, LoggedEntry } from '@sluice/engine/model';
import type { Sealing } from '../ledger.ts';

/** A batch of these entries. The hashes are of the right size and no more: what they must be is not the store's to know. */
export function sealEntries(last: LogBatch | undefined, entries: readonly LoggedEntry[]): Sealing {
  const leaves = entries.map(entry => hashOf(JSON.stringify(entry)));
  return {
    header: {
      version: 1,
      number: (last?.number ?? 0) + 1,
      firstSeq: entries[0]?.seq ?? 0,
      lastSeq: entries.at(-1)?.seq ?? 0,
      count: entries.length,
      total: (last?.total ?? 0) + entries.length,
      root: hashOf(leaves.join()),
      previous: last?.hash ?? '0'.repeat(64),
      sealedAt: '2026-11-23T10:00:01.120Z',
    },
    hash: hashOf(`${last?.hash} ${leaves.join()}`),
    checkpoint: 'signed',
    entries: entries.map(({ seq, eventId }, index) => ({ seq, eventId, leaf: leaves[index] ?? '' })),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
