import { applyChanges, type Snapshot } from '@sluice/engine';
import type { SnapshotChange } from '@sluice/engine/model';
import { commitHouse, type HouseWork } from '../seed/commit-house.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { ATTEMPTS_OF_CHANGES } from '../write/retry.ts';

/** Takes batches of what an import writes, one after the other. */
export type HouseWriter = {
  /** The work is given the newest state, again if that moved before it committed. */
  write(work: (snapshot: Snapshot) => Promise<HouseWork>): Promise<void>;
};

/** Commits each batch, and has the resources judged again that it can affect. */
export function createHouseWriter(services: WriteDependencies): HouseWriter {
  return {
    async write(work) {
      let made: { readonly before: Snapshot; readonly changes: readonly SnapshotChange[] } | undefined;
      await commitHouse(
        services,
        async before => {
          const batch = await work(before);
          made = { before, changes: batch.changes };
          return batch;
        },
        ATTEMPTS_OF_CHANGES,
      );
      if (made === undefined || made.changes.length === 0) return;
      await services.rejudger.afterChanges(made.before, services.snapshots.current(), made.changes);
    },
  };
}

/** Writes nothing: each batch sees what the ones before it would have made. */
export function createDryWriter(start: Snapshot): HouseWriter {
  let snapshot = start;
  return {
    async write(work) {
      const { changes } = await work(snapshot);
      snapshot = applyChanges(snapshot, snapshot.revision, changes);
    },
  };
}
