import type {
  ActivityEntry,
  BatchHeader,
  LogBatch,
  LoggedEntry,
  SealedEntry,
  SealedRow,
} from '@sluice/engine/model';
import type { Page } from './page.ts';

/** What is sealed in one go. */
export type Sealing = {
  readonly header: BatchHeader;
  /** Of the header, lower-case hex. */
  readonly hash: string;
  readonly checkpoint: string;
  readonly entries: readonly SealedEntry[];
};

/** The log and its batches as they were at one moment, however long it takes to read them. */
export type LedgerMoment = {
  last(): Promise<LogBatch | undefined>;
  /** Batches behind the number `after`, in their order, each with its entries in the order of `seq`: as many as have `top` entries, at least one. */
  sealed(
    after: number,
    top: number,
  ): Promise<readonly { readonly batch: LogBatch; readonly rows: readonly SealedRow[] }[]>;
  /** What is marked as not sealed yet, behind `after` in the order of `seq`; without an entry where that is gone. */
  waiting(
    after: number,
    top: number,
  ): Promise<readonly { readonly seq: number; readonly entry: LoggedEntry | undefined }[]>;
  /** Entries that are neither sealed nor marked as waiting for it, behind `after` in the order of `seq`. */
  strays(after: number, top: number): Promise<readonly Pick<LoggedEntry, 'seq' | 'eventId'>[]>;
};

export type Ledger = {
  /** Whether any entry waits to be sealed. */
  isWaiting(): Promise<boolean>;
  /**
   * Seals entries that wait, at most `top`, lowest `seq` first: `work` makes the batch that follows on `last`. All of it is one
   * transaction, of one process at a time. Undefined when nothing waits, or somebody else is at it.
   */
  seal(
    top: number,
    work: (last: LogBatch | undefined, entries: readonly LoggedEntry[]) => Promise<Sealing>,
  ): Promise<LogBatch | undefined>;
  /** The batch of that number; undefined: the last one. */
  batch(number?: number): Promise<LogBatch | undefined>;
  /** Newest first. Pages of `top`; a foreign `after` rejects with `StorageQueryProblem`. */
  batches(query: { readonly top: number; readonly after?: string }): Promise<Page<LogBatch>>;
  /**
   * Drops the entries of the oldest batches that have none from `olderThan` (ISO 8601) on, of about `top` entries in all, and writes
   * the entry that tells of it. A batch goes whole and after all before it; its hashes stay. Returns how many entries went: 0 when
   * there is nothing more to drop.
   */
  prune(
    limits: { readonly olderThan: string; readonly top: number },
    tell: (pruned: { readonly throughBatch: number; readonly entries: number }) => ActivityEntry,
  ): Promise<number>;
  /** Reads the log as it is now. */
  read<Result>(work: (moment: LedgerMoment) => Promise<Result>): Promise<Result>;
};
