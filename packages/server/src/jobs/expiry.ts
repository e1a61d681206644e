import type { SnapshotChange } from '@sluice/engine/model';
import { expiryJobs } from '../scan/rejudge-work.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { Job } from './job.ts';

/** Until when expired exemptions and attestations have been seen to. */
const SEEN_UNTIL = 'expiry.seenUntil';
/** A write that was decided before an end may commit after the look that saw it: what ended so lately is looked at once more. */
const WRITING_MS = 10_000;

/**
 * Judges again what an exemption or an attestation held for that has expired since the last look: time changes verdicts too. A write in
 * between is judged by the clock anyway; this is for the states of what nobody writes.
 */
export const expiry: Job<Record<string, never>> = {
  name: 'expiry',
  everySeconds: 30,
  async run(_, { storage, snapshots, types, now }) {
    const until = now();
    const since = (await storage.properties.get(SEEN_UNTIL)) ?? '';
    // What another server wrote a moment ago may have expired already, and is not looked for a second time.
    const snapshot = await snapshots.follow();
    const expired = expiredBetween(snapshot, earlier(since), until);
    await storage.queue.enqueue(expiryJobs(snapshot, expired, types));
    await storage.properties.set(SEEN_UNTIL, until);
  },
};

type Snapshot = ReturnType<WriteDependencies['snapshots']['current']>;

function earlier(time: string): string {
  return time === '' ? '' : new Date(Date.parse(time) - WRITING_MS).toISOString();
}

/** What ended in a stretch of time (ISO 8601; '' is the beginning), as if it were written now. */
export function expiredBetween(
  { exemptions, attestations }: Pick<Snapshot, 'exemptions' | 'attestations'>,
  since: string,
  until: string,
): readonly SnapshotChange[] {
  const [from, to] = [since === '' ? Number.NEGATIVE_INFINITY : Date.parse(since), Date.parse(until)];
  const ended = ({ expiresOn }: { readonly expiresOn?: string }) => {
    const at = expiresOn === undefined ? Number.NaN : Date.parse(expiresOn);
    return at > from && at <= to;
  };
  return [
    ...[...exemptions].flatMap(([key, record]) =>
      ended(record) ? [{ kind: 'policyExemption' as const, key, record }] : [],
    ),
    ...[...attestations].flatMap(([key, record]) =>
      ended(record) ? [{ kind: 'attestation' as const, key, record }] : [],
    ),
  ];
}
