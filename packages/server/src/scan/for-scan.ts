import type { JobRun, Storage } from '@sluice/storage';

/**
 * Does a part of the work of a scan. What fails for the last time ends the scan: whoever waits for it must learn that its results
 * will not come. `scanId` undefined: nobody waits.
 */
export async function forScan(
  scanId: string | undefined,
  { signal, isLast }: Pick<JobRun, 'signal' | 'isLast'>,
  { storage, now }: { readonly storage: Pick<Storage, 'scans'>; now(): string },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (scanId !== undefined && isLast && !signal.aborted) {
      const { message } = error instanceof Error ? error : new Error(String(error));
      await storage.scans.end(scanId, { at: now(), error: message });
    }
    throw error;
  }
}
