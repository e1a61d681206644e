import type { JobRequest } from '@sluice/engine/model';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { Job } from './job.ts';

/** Runs these jobs in this server until `close`, which lets what runs end, or gives it back. */
export async function runJobs(
  jobs: readonly Job[],
  dependencies: WriteDependencies,
): Promise<{ close(): Promise<void> }> {
  const { storage, onError } = dependencies;
  for (const job of jobs) {
    const { concurrency = 1 } = job;
    await storage.queue.work(job.name, run => runOne(job, run, dependencies), { concurrency, onError });
  }
  const periodic = jobs.filter(job => job.everySeconds !== undefined);
  await storage.queue.enqueue(periodic.map(job => periodicRequest(job)));
  return { close: () => storage.queue.stop() };
}

async function runOne(
  job: Job,
  { input, signal }: { readonly input: JobRequest['input']; readonly signal: AbortSignal },
  dependencies: WriteDependencies,
): Promise<void> {
  const { storage, now } = dependencies;
  if (job.everySeconds !== undefined) {
    // Before the run, so that one that is killed or fails for good is not the last one.
    const next = new Date(Date.parse(now()) + job.everySeconds * 1_000).toISOString();
    await storage.queue.enqueue([periodicRequest(job, next)]);
  }
  await job.run(input, dependencies, signal);
}

function periodicRequest({ name }: Job, startAfter?: string): JobRequest {
  return { name, input: {}, singletonKey: name, ...(startAfter === undefined ? {} : { startAfter }) };
}
