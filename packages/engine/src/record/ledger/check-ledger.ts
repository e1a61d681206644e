import type { LogBatch, LoggedEntry, SealedRow } from '../../model/ledger.ts';
import { headerHash, LEDGER_VERSION, NO_PREVIOUS, rootOfLeaves } from './batch.ts';
import type { Checkpoint } from './checkpoint.ts';
import { entryHash } from './entry-hash.ts';
import { prunedThrough } from './pruned-entry.ts';
import type { Sha256 } from './sha256.ts';

/** Something that is not as it was sealed. */
export type LedgerFinding =
  /** The entry is there, with another content. */
  | { readonly kind: 'entryAltered'; readonly batch: number; readonly seq: number; readonly eventId: string }
  /** The entry is gone, and not by pruning. */
  | { readonly kind: 'entryRemoved'; readonly batch: number; readonly seq: number; readonly eventId: string }
  /** An entry that no batch has, and that does not wait for one: it came past the log. */
  | { readonly kind: 'entryInserted'; readonly seq: number; readonly eventId: string }
  /** An entry that waited to be sealed, and is gone. */
  | { readonly kind: 'waitingRemoved'; readonly seq: number }
  | { readonly kind: 'batchesRemoved'; readonly from: number; readonly to: number }
  /** What the batch says of itself is not what was hashed. */
  | { readonly kind: 'headerAltered'; readonly batch: number }
  /** The batch does not follow on the one before it. */
  | { readonly kind: 'chainBroken'; readonly batch: number }
  /** The hashes that the batch keeps are fewer, more or others than those it was sealed with. */
  | { readonly kind: 'hashesAltered'; readonly batch: number }
  /** Marked as pruned, and no entry of the log says that it was. */
  | { readonly kind: 'pruningUntold'; readonly from: number; readonly to: number }
  /** Its form is one that this program does not know. */
  | { readonly kind: 'formUnknown'; readonly batch: number; readonly version: number }
  /** The log ends before the checkpoint: what came after `last` was cut off. */
  | { readonly kind: 'truncated'; readonly checkpoint: number; readonly last: number }
  /** Another batch of that number than the one that the checkpoint was signed for: the log was rewritten. */
  | { readonly kind: 'forked'; readonly checkpoint: number };

/** What is known of the batches so far. */
export type LedgerState = {
  readonly batches: number;
  /** Entries in them. */
  readonly entries: number;
  /** Entries of them that are pruned. */
  readonly pruned: number;
  readonly last: LogBatch | undefined;
  /** Numbers of the batches marked as pruned: the last one, and the last one that an entry tells of. */
  readonly prunedMarked: number;
  readonly prunedTold: number;
};

export const EMPTY_LEDGER: LedgerState = {
  batches: 0,
  entries: 0,
  pruned: 0,
  last: undefined,
  prunedMarked: 0,
  prunedTold: 0,
};

/** Checks the next batch, in the order of their numbers, with its entries in the order of their `seq`. */
export function checkBatch(
  sha256: Sha256,
  before: LedgerState,
  batch: LogBatch,
  rows: readonly SealedRow[],
): { readonly state: LedgerState; readonly findings: readonly LedgerFinding[] } {
  const isPruned = batch.prunedAt !== null;
  const told = rows.flatMap(({ entry }) => (entry === undefined ? [] : [prunedThrough(entry)]));
  const state: LedgerState = {
    batches: before.batches + 1,
    entries: before.entries + rows.length,
    pruned: before.pruned + (isPruned ? rows.length : 0),
    last: batch,
    prunedMarked: isPruned ? batch.number : before.prunedMarked,
    prunedTold: Math.max(before.prunedTold, ...told),
  };
  if (batch.version !== LEDGER_VERSION)
    return { state, findings: [{ kind: 'formUnknown', batch: batch.number, version: batch.version }] };
  return {
    state,
    findings: [
      ...checkChain(sha256, before.last, batch),
      ...checkHashes(sha256, batch, rows),
      ...rows.flatMap(row => checkRow(sha256, batch, row)),
    ],
  };
}

/** What is to be said when all batches are seen: `waiting` are the entries that are not sealed yet. */
export function checkEnd(state: LedgerState, waiting: readonly LoggedEntry[]): readonly LedgerFinding[] {
  const told = Math.max(state.prunedTold, ...waiting.map(prunedThrough));
  return state.prunedMarked > told ? [{ kind: 'pruningUntold', from: told + 1, to: state.prunedMarked }] : [];
}

/** Whether the log still has what a checkpoint was signed for; `batch` is the one of its number, `last` the number of the last one. */
export function checkCheckpoint(
  { batch: number, hash, entries }: Checkpoint,
  batch: LogBatch | undefined,
  last: number,
): readonly LedgerFinding[] {
  if (number > last) return [{ kind: 'truncated', checkpoint: number, last }];
  const isSame = batch !== undefined && batch.hash === hash && batch.total === entries;
  return isSame ? [] : [{ kind: 'forked', checkpoint: number }];
}

function checkChain(sha256: Sha256, last: LogBatch | undefined, batch: LogBatch): readonly LedgerFinding[] {
  const expected = (last?.number ?? 0) + 1;
  const follows = batch.number === expected;
  const isLinked =
    batch.previous === (last?.hash ?? NO_PREVIOUS) && batch.total === (last?.total ?? 0) + batch.count;
  return [
    ...(batch.number > expected
      ? [{ kind: 'batchesRemoved' as const, from: expected, to: batch.number - 1 }]
      : []),
    ...(follows && !isLinked ? [{ kind: 'chainBroken' as const, batch: batch.number }] : []),
    ...(headerHash(sha256, batch) === batch.hash
      ? []
      : [{ kind: 'headerAltered' as const, batch: batch.number }]),
  ];
}

function checkHashes(sha256: Sha256, batch: LogBatch, rows: readonly SealedRow[]): readonly LedgerFinding[] {
  const ascends = rows.every((row, index) => index === 0 || row.seq > (rows[index - 1]?.seq ?? row.seq));
  const isWhole =
    rows.length === batch.count &&
    rows[0]?.seq === batch.firstSeq &&
    rows.at(-1)?.seq === batch.lastSeq &&
    ascends &&
    rootOfLeaves(sha256, rows) === batch.root;
  return isWhole ? [] : [{ kind: 'hashesAltered', batch: batch.number }];
}

function checkRow(
  sha256: Sha256,
  { number, prunedAt }: LogBatch,
  { seq, eventId, leaf, entry }: SealedRow,
): readonly LedgerFinding[] {
  if (prunedAt !== null)
    return entry === undefined ? [] : [{ kind: 'entryInserted', seq, eventId: entry.eventId }];
  if (entry === undefined) return [{ kind: 'entryRemoved', batch: number, seq, eventId }];
  const isSame = entry.eventId === eventId && entryHash(sha256, entry) === leaf;
  return isSame ? [] : [{ kind: 'entryAltered', batch: number, seq, eventId }];
}
