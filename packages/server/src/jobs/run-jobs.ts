import type { JobRequest } from '@sluice/engine/model';
import type { JobRun } from '@sluice/storage';
import type { Services } from '../arm/route.ts';
import type { Job } from './job.ts';

/** Runs these jobs in this server until `close`, which lets what runs end, or gives it back. */
export async function runJobs(jobs: readonly Job[], services: Services): Promise<{ close(): Promise<void> }> {
  const { storage, onError } = services;
  for (const job of jobs) {
    const { concurrency = 1 } = job;
    await storage.queue.work(job.name, run => runOne(job, run, services), { concurrency, onError });
  }
  const periodic = jobs.filter(job => job.everySeconds !== undefined);
  await storage.queue.enqueue(periodic.map(job => periodicRequest(job)));
  return { close: () => storage.queue.stop() };
}

async function runOne(job: Job, run: JobRun, services: Services): Promise<void> {
  const { storage, now } = services;
  if (job.everySeconds !== undefined) {
    // Before the run, so that one that is killed or fails for good is not the last one.
    const next = new Date(Date.parse(now()) + job.everySeconds * 1_000).toISOString();
    await storage.queue.enqueue([periodicRequest(job, next)]);
  }
  await job.run(run.input, services, run);
}

function periodicRequest({ name }: Job, startAfter?: string): JobRequest {
  return { name, input: {}, singletonKey: name, ...(startAfter === undefined ? {} : { startAfter }) };
}
