import { setImmediate as breathe } from 'node:timers/promises';
import { checkpointOf, checkpointText, entryHash, nextBatch } from '@sluice/engine';
import type { LoggedEntry, SealedEntry } from '@sluice/engine/model';
import type { Storage } from '@sluice/storage';
import type { LogSigner } from './log-key.ts';
import { sha256 } from './sha256.ts';

export type SealDependencies = {
  readonly storage: Pick<Storage, 'ledger'>;
  readonly signer: LogSigner;
  now(): Date;
};

/** Entries of one batch at most. Reading them and making the root hold up requests: some ten milliseconds. */
const BATCH_ENTRIES = 1_000;
/** Entries that are hashed before requests get their turn. */
const SLICE = 100;

/** Seals what waits, batch by batch, until nothing does or another process is at it. Returns how many batches it made. */
export async function sealLog({ storage, signer, now }: SealDependencies): Promise<number> {
  for (let made = 0; ; made++) {
    const batch = await storage.ledger.seal(BATCH_ENTRIES, async (last, logged) => {
      const entries = await hashAll(logged);
      const { hash, ...header } = nextBatch(sha256, last, entries, now().toISOString());
      const checkpoint = checkpointOf(signer.key.name, { ...header, hash });
      return { header, hash, entries, checkpoint: signer.sign(checkpointText(checkpoint)) };
    });
    if (batch === undefined) return made;
    if (batch.count < BATCH_ENTRIES) return made + 1;
  }
}

async function hashAll(logged: readonly LoggedEntry[]): Promise<readonly SealedEntry[]> {
  const entries: SealedEntry[] = [];
  for (const entry of logged) {
    entries.push({ seq: entry.seq, eventId: entry.eventId, leaf: entryHash(sha256, entry) });
    if (entries.length % SLICE === 0) await breathe();
  }
  return entries;
}
