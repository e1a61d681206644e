import { type HouseAct, houseEntry } from '@sluice/engine';
import type { Storage } from '@sluice/storage';
import type { WriteDependencies } from './dependencies.ts';

/**
 * Tells the activity log of what was done by other means than a write of a resource: keys, secrets. They share a correlation id. Comes
 * after what it tells of, so that the log never tells of what did not happen.
 */
export async function recordActs(
  storage: Pick<Storage, 'commit' | 'changes'>,
  acts: readonly HouseAct[],
  { now, newId, tenantId }: Pick<WriteDependencies, 'now' | 'newId' | 'tenantId'>,
): Promise<void> {
  const common = { at: now(), correlationId: newId(), newId, tenantId };
  const entries = acts.map(act => houseEntry(common, act));
  for (;;) {
    const result = await storage.commit({
      revision: await storage.changes.revision(),
      expect: [],
      resources: [],
      changes: [],
      states: [],
      events: [],
      entries,
      decisions: [],
      jobs: [],
    });
    if (result.outcome === 'committed') return;
  }
}
