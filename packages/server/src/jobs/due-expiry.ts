import { setTimeout as sleep } from 'node:timers/promises';
import { expiryJobs } from '../scan/rejudge-work.ts';
import { DUE_EXPIRY, type DueExpiryInput } from '../write/expiry-jobs.ts';
import { expiredBetween } from './expiry.ts';
import type { Job } from './job.ts';

/**
 * Judges again what exemptions and attestations held for that end at one time, as of that time. It begins a little sooner, so that it is
 * known which policies were in force then: where they change meanwhile, or it comes late, what it finds is dated when it is judged.
 */
export const dueExpiry: Job<DueExpiryInput> = {
  name: DUE_EXPIRY,
  concurrency: 2,
  async run({ at }, { storage, snapshots, types, now }, { signal }) {
    const { revision } = await snapshots.follow();
    const isEarly = now() < at;
    // A timer may fire a little before its time.
    while (now() < at) await sleep(Date.parse(at) - Date.parse(now()) + 1, undefined, { signal });
    const snapshot = await snapshots.follow();
    const expired = expiredBetween(snapshot, justBefore(at), at);
    const isKnown = isEarly && snapshot.revision === revision;
    await storage.queue.enqueue(
      expiryJobs(snapshot, expired, types, { at, ...(isKnown ? { revision } : {}) }),
    );
  },
};

function justBefore(time: string): string {
  return new Date(Date.parse(time) - 1).toISOString();
}
