import type { BatchHeader, SealedEntry } from '../../model/ledger.ts';
import { merkleRoot } from './merkle.ts';
import { fromHex, type Sha256, toHex } from './sha256.ts';

/** Of the header below and of `canonicalEntry`. */
export const LEDGER_VERSION = 1;
/** What the first batch has for the hash before it. */
export const NO_PREVIOUS = '0'.repeat(64);

/** The header of the batch that comes after `last` and holds these entries, at least one, in ascending order of `seq`. */
export function nextBatch(
  sha256: Sha256,
  last: (BatchHeader & { readonly hash: string }) | undefined,
  entries: readonly SealedEntry[],
  sealedAt: string,
): BatchHeader & { readonly hash: string } {
  const [first, final] = [entries[0], entries.at(-1)];
  if (first === undefined || final === undefined) throw new Error('A batch of the log has entries.');
  const header: BatchHeader = {
    version: LEDGER_VERSION,
    number: (last?.number ?? 0) + 1,
    firstSeq: first.seq,
    lastSeq: final.seq,
    count: entries.length,
    total: (last?.total ?? 0) + entries.length,
    root: rootOfLeaves(sha256, entries),
    previous: last?.hash ?? NO_PREVIOUS,
    sealedAt,
  };
  return { ...header, hash: headerHash(sha256, header) };
}

/** The root over the entries' leaf hashes, lower-case hex. */
export function rootOfLeaves(sha256: Sha256, entries: readonly Pick<SealedEntry, 'leaf'>[]): string {
  return toHex(
    merkleRoot(
      sha256,
      entries.map(({ leaf }) => fromHex(leaf)),
    ),
  );
}

/**
 * SHA-256 (lower-case hex) of the header's lines, each ended by a line feed: `sluice-log-batch/<version>`, number, first and last
 * `seq`, count, total, root, previous, time of sealing.
 */
export function headerHash(sha256: Sha256, header: BatchHeader): string {
  return toHex(
    sha256(
      [
        `sluice-log-batch/${header.version}`,
        header.number,
        header.firstSeq,
        header.lastSeq,
        header.count,
        header.total,
        header.root,
        header.previous,
        header.sealedAt,
        '',
      ].join('\n'),
    ),
  );
}
