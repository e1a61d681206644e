/** One entry of the activity log as it is hashed: every column, as text. */
export type LoggedEntry = {
  /** In the order of being written; entries that commit later may have lower ones. */
  readonly seq: number;
  readonly eventId: string;
  /** ISO 8601 in UTC with six digits of a second; null where the column holds no such time. */
  readonly at: string | null;
  readonly category: string;
  readonly subscriptionId: string | null;
  readonly resourceGroup: string | null;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly resourceProvider: string;
  readonly operation: string;
  readonly status: string;
  readonly level: string;
  readonly caller: string;
  readonly correlationId: string;
  /** The JSON text exactly as it is kept. */
  readonly body: string;
};

/** What a batch of the log says of its entries: what is hashed, and so cannot be changed unseen. Hashes in lower-case hex. */
export type BatchHeader = {
  /** Of the form of header and entries. */
  readonly version: number;
  /** From 1 on, without gaps. */
  readonly number: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Entries in it. */
  readonly count: number;
  /** Entries in it and in all batches before it. */
  readonly total: number;
  /** Merkle tree hash of its entries in the order of their `seq`. */
  readonly root: string;
  /** Hash of the header before it. */
  readonly previous: string;
  /** ISO 8601 with milliseconds */
  readonly sealedAt: string;
};

/** A batch as it is kept. */
export type LogBatch = BatchHeader & {
  /** Of the header. */
  readonly hash: string;
  /** The signed checkpoint that was made with it. */
  readonly checkpoint: string;
  /** When its entries were dropped, their hashes kept; null: they are there. */
  readonly prunedAt: string | null;
};

/** What a batch keeps of an entry for ever. */
export type SealedEntry = {
  readonly seq: number;
  readonly eventId: string;
  /** Leaf hash, lower-case hex. */
  readonly leaf: string;
};

/** A sealed entry with what is in the log under its number. */
export type SealedRow = SealedEntry & { readonly entry: LoggedEntry | undefined };
