import { applyChanges, type Snapshot } from '@sluice/engine';
import { commitHouse, type HouseWork } from '../seed/commit-house.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { ATTEMPTS_OF_CHANGES } from '../write/retry.ts';

/** Takes batches of what an import writes, one after the other. */
export type HouseWriter = {
  /** The work is given the newest state, again if that moved before it committed. */
  write(work: (snapshot: Snapshot) => Promise<HouseWork>): Promise<void>;
};

/** Commits each batch; the resources that it can affect are judged again in the background. */
export function createHouseWriter(services: WriteDependencies): HouseWriter {
  return {
    async write(work) {
      await commitHouse(services, work, ATTEMPTS_OF_CHANGES);
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
