import { applyChanges, type Snapshot } from '@sluice/engine';
import type { Storage } from '@sluice/storage';
import type { Snapshots } from '../snapshot/snapshots.ts';
import type { TaskDependencies } from './task.ts';

/** Pages of one answer come one after the other: whoever reads on finds the snapshot that the first page was of. */
const KEPT = 4;

/** The snapshots that tasks ask for: the newest one followed, those used lately kept, others read from storage. */
export function createTaskSnapshots(
  snapshots: Snapshots,
  empty: Snapshot,
  storage: Pick<Storage, 'changes'>,
): TaskDependencies['snapshots'] {
  let kept: readonly Snapshot[] = [];

  async function since(revision: number): Promise<Snapshot> {
    const current = snapshots.current();
    return keep(current.revision < revision ? await snapshots.follow() : current);
  }

  async function at(revision: number): Promise<Snapshot> {
    const newest = await since(revision);
    return keep([newest, ...kept].find(each => each.revision === revision) ?? (await read(revision)));
  }

  async function read(revision: number): Promise<Snapshot> {
    const { changes } = await storage.changes.at(revision);
    return applyChanges(empty, revision, changes);
  }

  function keep(snapshot: Snapshot): Snapshot {
    kept = [snapshot, ...kept.filter(each => each !== snapshot)].slice(0, KEPT);
    return snapshot;
  }

  return { since, at };
}
