import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { joinStorage } from '@sluice/storage';
import { openSealer } from './authority/sealer.ts';
import { EVENT_COLUMNS, exportedEvents } from './export/activity-log.ts';
import { type ExportFormat, writeExport } from './export/export-format.ts';
import { openLogSigner, readLogKey } from './ledger/log-key.ts';
import { sealLog } from './ledger/seal-log.ts';
import { formatNoteKey } from './ledger/signed-note.ts';
import { type VerifiedLog, type VerifyOptions, verifyLog } from './ledger/verify-log.ts';
import type { Installation } from './place.ts';
import { tenantOf, withStorage } from './with-storage.ts';

/** Checks the activity log of an installation, beside a server that runs or without one. Rejects as `joinStorage` and `verifyLog` do. */
export function verifyInstallationLog(
  installation: Installation,
  options: VerifyOptions,
): Promise<VerifiedLog> {
  return withStorage(installation, storage => verifyLog(storage, options));
}

/** The newest checkpoint of the log, for keeping outside. */
export type LogCheckpoint = {
  readonly note: string;
  /** The public key that it is signed with, for keeping as well. */
  readonly key: string;
  /** Whether there are entries that it does not cover: they could not be sealed here. */
  readonly isBehind: boolean;
};

/**
 * Seals what waits, where the authority's key is at hand, and gives the newest checkpoint; undefined when the log is empty. Rejects as
 * `joinStorage` does, and when the key is another one than the log was signed with.
 */
export function checkpointInstallationLog(
  installation: Installation,
  authorityKey: string | undefined,
): Promise<LogCheckpoint | undefined> {
  return withStorage(installation, async (storage, tenantId) => {
    const file = join(installation.folder, 'authority.key');
    // Where there is no key yet, none is made: a server would not know it.
    if ((await storage.ledger.isWaiting()) && (authorityKey || existsSync(file))) {
      const sealer = await openSealer({ file, given: authorityKey });
      const signer = await openLogSigner(storage, sealer, tenantId);
      await sealLog({ storage, signer, now: () => new Date() });
    }
    const [batch, key] = [await storage.ledger.batch(), await readLogKey(storage)];
    if (batch === undefined || key === undefined) return undefined;
    const isBehind = await storage.ledger.isWaiting();
    return { note: batch.checkpoint, key: formatNoteKey(key), isBehind };
  });
}

/** Everything that is in the log in a stretch of time (ISO 8601), whoever it is about, as the bytes of a file. Rejects as `joinStorage` does. */
export async function* exportInstallationLog(
  { place }: Installation,
  { format, ...range }: { readonly format: ExportFormat; readonly from?: string; readonly to?: string },
): AsyncGenerator<Uint8Array> {
  const storage = await joinStorage(place);
  try {
    const tenantId = await tenantOf(storage);
    const to = range.to ?? new Date().toISOString();
    const pages = exportedEvents(storage, { ...range, to, tenantId, isReadable: () => true });
    yield* writeExport(format, EVENT_COLUMNS, pages);
  } finally {
    await storage.close();
  }
}
