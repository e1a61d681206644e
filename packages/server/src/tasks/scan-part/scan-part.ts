import { setTimeout as sleep } from 'node:timers/promises';
import type { ResourceStates } from '@sluice/engine/model';
import { judgeResources } from '../../scan/judge-resources.ts';
import type { ScanPartInput } from '../../scan/scan-part.ts';
import { NO_METRICS } from '../../telemetry/metrics.ts';
import type { Task } from '../task.ts';

/** Large enough that a round trip to the database does not count. */
const SLICE = 500;
/** While others write: so small that a write that waits for it does not notice. */
const SMALL_SLICE = 100;
/** While others write, a scan leaves the machine to them for this many times as long as it took itself. */
const PAUSE = 2;
const MOST_PAUSE_MS = 250;

/**
 * Judges what is left of one part of a scan. The next slice is read, and the last one written, while one is judged. As long as requests
 * write anything, on whatever server, it takes less at a time and pauses in between: the database may be on the same machine.
 *
 * Each slice is judged by the newest snapshot. Answers how many resources were judged.
 */
export const scanPart: Task<ScanPartInput> = async ({ scanId, part, since }, dependencies) => {
  const { storage, snapshots, now, breathe } = dependencies;
  // Whoever asked counts what was judged: metrics are not in this thread.
  const judging = { ...dependencies, metrics: NO_METRICS };
  const { scans } = storage;
  const planned = await scans.part(scanId, part);
  if (planned === undefined) return answer(0);
  let judged = 0;
  let writing: Promise<unknown> = Promise.resolve();
  let mark = await storage.activityLog.mark();
  let isBusy = false;
  const read = (after: string) => scans.slice({ ...planned, after, top: isBusy ? SMALL_SLICE : SLICE });
  let next = read(planned.after);
  for (;;) {
    const start = performance.now();
    const slice = await next;
    const last = slice.at(-1)?.key;
    if (last === undefined) break;
    next = read(last);
    // Nobody waits for it before the next round: a failure is met there.
    next.catch(() => {});
    const snapshot = await snapshots.since(planned.revision ?? 0);
    const states = await judgeResources(snapshot, slice, judging, since);
    await writing;
    writing = write(states, last);
    writing.catch(() => {});
    judged += slice.length;
    const newest = await storage.activityLog.mark();
    isBusy = newest !== mark;
    mark = newest;
    if (isBusy) {
      await writing;
      await sleep(Math.min(MOST_PAUSE_MS, PAUSE * (performance.now() - start)));
    }
    await breathe();
  }
  await writing;
  await scans.endPart(scanId, part, now());
  return answer(judged);

  async function write(states: readonly ResourceStates[], after: string): Promise<void> {
    await storage.commitStates(states);
    await scans.advance(scanId, part, { after, judged: states.length });
  }
};

function answer(judged: number) {
  return { headers: {}, text: [JSON.stringify({ judged })] };
}
