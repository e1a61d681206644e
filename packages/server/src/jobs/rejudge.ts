import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobRun, ScanPart } from '@sluice/storage';
import { forScan } from '../scan/for-scan.ts';
import { judgeResources, type Since } from '../scan/judge-resources.ts';
import { REJUDGE, type RejudgeInput } from '../scan/rejudge-work.ts';
import { SCAN_PART } from '../scan/scan-part.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { Job } from './job.ts';

/** Resources to a part: a second or so of work, so that processes share a scan evenly and a killed one leaves little undone. */
export const PART_SIZE = 10_000;
/** So few are judged at once, by whoever has the job. */
const FEW = 500;
const SLICE = 50;
/** How long one can see what a scan did. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * Judges existing resources again: a few at once, more of them as a scan, whose parts all servers share.
 *
 * Whatever was judged at the newest revision meanwhile is left alone, so that it is right whenever, and however often, it runs.
 */
export const rejudge: Job<RejudgeInput> = {
  name: REJUDGE,
  run: (input, services, run) =>
    forScan(input.scanId, run, services, () => judgeOrPlan(input, services, run)),
};

async function judgeOrPlan(
  { places, reason, scopeKey, always, since, scanId }: RejudgeInput,
  services: WriteDependencies,
  { id: jobId, signal }: Pick<JobRun, 'id' | 'signal'>,
): Promise<void> {
  const { storage, snapshots, now } = services;
  const { revision } = await snapshots.follow();
  const known = always ? {} : { revision };
  const dated = since === undefined ? {} : { since };
  const parts = await storage.scans.plan({ places, ...known, size: PART_SIZE });
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  if (total <= FEW) {
    let judged = 0;
    for (const part of parts) judged += await judgePart({ ...part, ...known, ...dated }, services, signal);
    if (scanId === undefined) return;
    await storage.scans.end(scanId, { at: now(), judged });
    await forgetOld(services);
    return;
  }
  const id = scanId ?? jobId;
  const jobs = parts.map((_, part) => ({ name: SCAN_PART, input: { scanId: id, part, ...dated } }));
  await storage.scans.begin({ id, scopeKey, reason, at: now(), ...known }, parts, jobs);
  await forgetOld(services);
}

function forgetOld({ storage, now }: Pick<WriteDependencies, 'storage' | 'now'>): Promise<void> {
  return storage.scans.prune(new Date(Date.parse(now()) - KEPT_MS).toISOString());
}

/** How many resources were judged. Throws when the signal is aborted: what is left is for another run, and nobody may take it for done. */
async function judgePart(
  { since, ...part }: ScanPart & { readonly revision?: number; readonly since?: Since },
  services: WriteDependencies,
  signal: AbortSignal,
): Promise<number> {
  const { storage, snapshots } = services;
  let judged = 0;
  let after: string | undefined = part.after;
  while (after !== undefined) {
    signal.throwIfAborted();
    const slice = await storage.scans.slice({ ...part, after, top: SLICE });
    await storage.commitStates(await judgeResources(snapshots.current(), slice, services, since));
    judged += slice.length;
    after = slice.length < SLICE ? undefined : slice.at(-1)?.key;
    await nextTurn();
  }
  return judged;
}
