import type { SnapshotChange } from '@sluice/engine/model';
import { expiryJobs } from '../scan/rejudge-work.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { dueExpiryJobs, endOf } from '../write/expiry-jobs.ts';
import type { Job } from './job.ts';

/** Until when expired exemptions and attestations have been seen to. */
const SEEN_UNTIL = 'expiry.seenUntil';
/** A write that was decided before an end may commit after the look that saw it: what ended so lately is looked at once more. */
const WRITING_MS = 10_000;
const EVERY_SECONDS = 30;
/** What ends before the next look has a job for its time: those that came with it are not there where it is old, or was far away. */
const AHEAD_MS = 2 * EVERY_SECONDS * 1_000;

/**
 * Judges again what an exemption or an attestation held for that has expired since the last look, whatever became of the job for its
 * time. A write in between is judged by the clock anyway; this is for the states of what nobody writes.
 */
export const expiry: Job<Record<string, never>> = {
  name: 'expiry',
  everySeconds: EVERY_SECONDS,
  async run(_, { storage, snapshots, types, now }) {
    const until = now();
    const since = (await storage.properties.get(SEEN_UNTIL)) ?? '';
    // What another server wrote a moment ago may have expired already, and is not looked for a second time.
    const snapshot = await snapshots.follow();
    const expired = expiredBetween(snapshot, earlier(since), until);
    const ending = expiredBetween(snapshot, until, moved(until, AHEAD_MS));
    await storage.queue.enqueue([...expiryJobs(snapshot, expired, types), ...dueExpiryJobs(ending, until)]);
    await storage.properties.set(SEEN_UNTIL, until);
  },
};

type Snapshot = ReturnType<WriteDependencies['snapshots']['current']>;

function earlier(time: string): string {
  return time === '' ? '' : moved(time, -WRITING_MS);
}

function moved(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}

/** What ended in a stretch of time (ISO 8601; '' is the beginning), as if it were written now. */
export function expiredBetween(
  { exemptions, attestations }: Pick<Snapshot, 'exemptions' | 'attestations'>,
  since: string,
  until: string,
): readonly SnapshotChange[] {
  const [from, to] = [since === '' ? Number.NEGATIVE_INFINITY : Date.parse(since), Date.parse(until)];
  return [
    ...[...exemptions].map(([key, record]) => ({ kind: 'policyExemption' as const, key, record })),
    ...[...attestations].map(([key, record]) => ({ kind: 'attestation' as const, key, record })),
  ].filter(change => endOf(change) > from && endOf(change) <= to);
}
