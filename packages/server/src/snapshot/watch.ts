import type { Storage } from '@sluice/storage';
import type { Snapshots } from './snapshots.ts';

const LOOK_EVERY_MS = 5_000;

/** How sure it is that the snapshot is the newest. */
export type SnapshotWatch = {
  /**
   * Looks now, and follows where there is something newer. Ends with whether the snapshot is the newest; rejects with what storage raises
   * when the newest revision cannot be learnt.
   */
  look(): Promise<boolean>;
  /** Since the snapshot was last known to be the newest. */
  ageMs(): number;
  close(): void;
};

export type SnapshotWatchInput = {
  readonly storage: Pick<Storage, 'changes'>;
  readonly snapshots: Snapshots;
  /** Milliseconds, of a clock that only goes forward. */
  now(): number;
  /** Told of a revision that could not be followed. */
  onError(error: unknown): void;
};

/**
 * Compares the snapshot with the newest revision every five seconds. Notices of other processes bring it forward at once; this is for those
 * that were lost, and to know how long it has not been possible.
 */
export function watchSnapshot({ storage, snapshots, now, onError }: SnapshotWatchInput): SnapshotWatch {
  let newestAt = now();
  let looking: Promise<boolean> | undefined;

  async function lookNow(): Promise<boolean> {
    const begun = now();
    const newest = await storage.changes.revision();
    if (snapshots.current().revision < newest) await snapshots.follow().catch(onError);
    if (snapshots.current().revision < newest) return false;
    newestAt = begun;
    return true;
  }

  function look(): Promise<boolean> {
    looking ??= lookNow().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  // A database that is away is told of by whoever needs it.
  const timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS).unref();
  return { look, ageMs: () => now() - newestAt, close: () => clearInterval(timer) };
}
