import type { LoggedEntry } from '../../model/ledger.ts';
import { leafHash } from './merkle.ts';
import { type Sha256, toHex } from './sha256.ts';

/**
 * The bytes of an entry that are hashed, as text (UTF-8): a JSON array of all columns in the order below, serialized by RFC 8785 (which
 * for texts and nulls is `JSON.stringify`). `seq` is decimal digits, `at` has six digits of a second, `body` is the stored text as it is.
 * Form 1; another form needs another version of the batch header.
 */
export function canonicalEntry(entry: LoggedEntry): string {
  return JSON.stringify([
    String(entry.seq),
    entry.eventId,
    entry.at,
    entry.category,
    entry.subscriptionId,
    entry.resourceGroup,
    entry.resourceId,
    entry.resourceType,
    entry.resourceProvider,
    entry.operation,
    entry.status,
    entry.level,
    entry.caller,
    entry.correlationId,
    entry.body,
  ]);
}

/** The leaf hash of an entry, lower-case hex. */
export function entryHash(sha256: Sha256, entry: LoggedEntry): string {
  return toHex(leafHash(sha256, canonicalEntry(entry)));
}
