import type { JobRequest, SnapshotChange } from '@sluice/engine/model';

/** The name of the job that looks at what ends at a time; never changed, since it is in databases. */
export const DUE_EXPIRY = 'due-expiry';

/** What that job acts on: a time alone, since what ends then is what the snapshot says by then. */
export type DueExpiryInput = { readonly at: string };

/** It begins so much sooner, and waits: longer than the queue is looked at. */
const LEAD_MS = 3_000;
/** What ends later is found by the periodic look when its time comes; no time that can be written is too far for the queue. */
const HORIZON_MS = 366 * 24 * 60 * 60 * 1_000;

/**
 * The jobs that a change enqueues for the end of what it makes (exemptions, attestations): one for a time, whatever ends then. What is
 * changed or deleted later leaves its job behind, which finds nothing.
 */
export function dueExpiryJobs(changes: readonly SnapshotChange[], at: string): readonly JobRequest[] {
  const now = Date.parse(at);
  const times = changes.map(endOf).filter(time => time > now && time <= now + HORIZON_MS);
  return [...new Set(times)].map(time => {
    const input: DueExpiryInput = { at: new Date(time).toISOString() };
    const startAfter = new Date(time - LEAD_MS).toISOString();
    return { name: DUE_EXPIRY, input, startAfter, singletonKey: input.at };
  });
}

/** When what is written ends, in milliseconds; NaN: never, or it is something that has no end. */
export function endOf(change: SnapshotChange): number {
  if (change.kind !== 'policyExemption' && change.kind !== 'attestation') return Number.NaN;
  return Date.parse(change.record?.expiresOn ?? '');
}
