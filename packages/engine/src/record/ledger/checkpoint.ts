import type { LogBatch } from '../../model/ledger.ts';

/** What is signed of the log: how far it went when a batch was sealed. Whoever keeps one outside can tell a log that was cut or rewritten. */
export type Checkpoint = {
  /** Whose log: `<tenant id>/activity-log`. */
  readonly origin: string;
  /** Number of the last batch. */
  readonly batch: number;
  /** Entries in all batches so far. */
  readonly entries: number;
  /** Hash of that batch's header, lower-case hex. */
  readonly hash: string;
  /** ISO 8601 */
  readonly sealedAt: string;
};

const FORM = 'sluice-log-checkpoint/1';

/** The origin of a tenant's log. */
export function originOf(tenantId: string): string {
  return `${tenantId}/activity-log`;
}

/** The checkpoint of a batch. */
export function checkpointOf(
  origin: string,
  { number, total, hash, sealedAt }: Pick<LogBatch, 'number' | 'total' | 'hash' | 'sealedAt'>,
): Checkpoint {
  return { origin, batch: number, entries: total, hash, sealedAt };
}

/** The lines that are signed, each ended by a line feed: origin, form, batch, entries, hash, time. */
export function checkpointText({ origin, batch, entries, hash, sealedAt }: Checkpoint): string {
  return `${[origin, FORM, batch, entries, hash, sealedAt].join('\n')}\n`;
}

/** Reads what `checkpointText` wrote; undefined for anything else. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', form, batch = '', entries = '', hash = '', sealedAt = '', rest, ...more] =
    text.split('\n');
  if (form !== FORM || rest !== '' || more.length > 0) return undefined;
  if (!NUMBER.test(batch) || !NUMBER.test(entries) || !HASH.test(hash)) return undefined;
  return { origin, batch: Number(batch), entries: Number(entries), hash, sealedAt };
}

const NUMBER = /^[1-9]\d{0,14}$/;
const HASH = /^[0-9a-f]{64}$/;
