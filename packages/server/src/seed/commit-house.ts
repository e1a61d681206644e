import { applyChanges, type Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { WriteDependencies } from '../write/dependencies.ts';
import { untilCommitted } from '../write/retry.ts';

/** What the house itself puts in: not judged, in no log. */
export type HouseWork = {
  readonly resources: readonly Resource[];
  readonly changes: readonly SnapshotChange[];
};

/**
 * Commits what the house makes of the newest snapshot, as one change; nothing when there is nothing to do.
 *
 * Of two processes that start at once on an empty database one commits, the other sees that all is done.
 */
export function commitHouse(
  dependencies: Pick<WriteDependencies, 'storage' | 'snapshots'>,
  work: (snapshot: Snapshot) => Promise<HouseWork>,
  attempts?: number,
): Promise<void> {
  const { storage, snapshots } = dependencies;
  return untilCommitted(
    snapshots,
    async snapshot => {
      const { resources, changes } = await work(snapshot);
      if (resources.length === 0 && changes.length === 0) return { done: undefined };
      const next = applyChanges(snapshot, snapshot.revision + 1, changes);
      const result = await storage.commit({
        revision: snapshot.revision,
        expect: [],
        resources: resources.map(resource => ({ kind: 'put', resource })),
        changes,
        states: [],
        events: [],
        entries: [],
        decisions: [],
        jobs: [],
      });
      if (result.outcome === 'stale') return 'stale';
      // Resources alone make no revision.
      if (result.revision === next.revision) snapshots.advance(snapshot, next);
      return { done: undefined };
    },
    attempts,
  );
}
