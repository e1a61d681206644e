/** Keys of PostgreSQL's advisory locks, one row for each thing that only one may do. The SQL of `migrations/` uses 1, 4, 5 and 7. */
export const LOCKS = {
  /** Deciders share it, policy writers exclude. */
  policy: 7210463001001,
  migrations: 7210463001002,
  /** Held by a session of the process that owns an embedded server. */
  owner: 7210463001003,
  partitions: 7210463001004,
  counters: 7210463001005,
  /** Whoever names a set of results shares it, who removes sets excludes. */
  sets: 7210463001007,
  /** Held by a session of the process that sets up what is there once, as the seeds. */
  alone: 7210463001006,
  /** Held by the transaction that seals entries of the activity log, or prunes some. */
  ledger: 7210463001008,
  /** Held by the transaction that makes deliveries of what is in the outbox. */
  fanOut: 7210463001009,
} as const;
