import { type HouseAct, houseEntry } from '@sluice/engine';
import type { CredentialChange, Storage } from '@sluice/storage';
import type { WriteDependencies } from './dependencies.ts';

/**
 * Tells the activity log of what is done by other means than a write of a resource: keys, secrets. They share a correlation id.
 * `credentials` change with it; what changes otherwise comes before, so that the log never tells of what did not happen.
 */
export async function recordActs(
  storage: Pick<Storage, 'commit' | 'changes'>,
  acts: readonly HouseAct[],
  { now, newId, tenantId }: Pick<WriteDependencies, 'now' | 'newId' | 'tenantId'>,
  credentials: readonly CredentialChange[] = [],
): Promise<void> {
  const common = { at: now(), correlationId: newId(), newId, tenantId };
  const entries = acts.map(act => houseEntry(common, act));
  for (;;) {
    const writeSet = {
      revision: await storage.changes.revision(),
      expect: [],
      resources: [],
      changes: [],
      states: [],
      events: [],
      entries,
      decisions: [],
      jobs: [],
    };
    const result = await storage.commit(writeSet, credentials);
    if (result.outcome === 'committed') return;
  }
}
