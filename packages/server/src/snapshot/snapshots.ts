import { applyChanges, type Snapshot } from '@sluice/engine';
import type { Storage } from '@sluice/storage';

/** The snapshot of this process: always whole, replaced as revisions commit. */
export type Snapshots = {
  /** The newest one known here. Another process may have committed a newer one a moment ago. */
  current(): Snapshot;
  /** Brings the snapshot to the newest committed revision and gives it. Everything committed before the call is in it. */
  follow(): Promise<Snapshot>;
  /** Takes a snapshot that was built ahead of its commit. Ignored unless it is the one after `base` and `base` is still current. */
  advance(base: Snapshot, next: Snapshot): void;
};

export type SnapshotsInput = {
  readonly storage: Pick<Storage, 'changes'>;
  /** Revision 0: the types and the vocabulary, without a record. */
  readonly empty: Snapshot;
  /** Told about revisions that could not be followed in the background; the next `follow` tries again. */
  onError(error: unknown): void;
};

/** Reads the records in force, then follows: on notice of other processes, and whenever somebody must be sure. */
export async function openSnapshots({ storage, empty, onError }: SnapshotsInput): Promise<Snapshots> {
  const start = await storage.changes.current();
  let snapshot = applyChanges(empty, start.revision, start.changes);
  // One catching up at a time. A call that comes while one is under way needs the next: that one may have read too early.
  let running: Promise<Snapshot> | undefined;
  let waiting: Promise<Snapshot> | undefined;

  async function catchUp(): Promise<Snapshot> {
    for (;;) {
      const base = snapshot;
      const { revision, changes } = await storage.changes.since(base.revision);
      if (snapshot.revision >= revision) return snapshot;
      // `changes` are net of what came and went since `base`: they fit no other snapshot.
      if (snapshot === base) snapshot = applyChanges(base, revision, changes);
    }
  }

  function run(): Promise<Snapshot> {
    running = catchUp().finally(() => {
      running = undefined;
    });
    return running;
  }

  function follow(): Promise<Snapshot> {
    if (running === undefined) return run();
    waiting ??= running
      .then(noop, noop)
      .then(run)
      .finally(() => {
        waiting = undefined;
      });
    return waiting;
  }

  const snapshots: Snapshots = {
    current: () => snapshot,
    follow,
    advance(base, next) {
      if (snapshot === base && next.revision === base.revision + 1) snapshot = next;
    },
  };
  await storage.changes.listen(revision => {
    if (revision > snapshot.revision) follow().catch(onError);
  });
  return snapshots;
}

function noop(): void {}
