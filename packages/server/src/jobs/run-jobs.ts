import type { JobRequest } from '@sluice/engine/model';
import type { JobRun } from '@sluice/storage';
import type { Services } from '../arm/route.ts';
import type { Tracer } from '../telemetry/span.ts';
import { within } from '../telemetry/work.ts';
import type { Job } from './job.ts';

/** Runs these jobs in this server until `close`, which lets what runs end, or gives it back. */
export async function runJobs(
  jobs: readonly Job[],
  services: Services,
  tracer?: Tracer,
): Promise<{ close(): Promise<void> }> {
  const { storage, onError } = services;
  for (const job of jobs) {
    const { concurrency = 1 } = job;
    const run = (each: JobRun) => observed(job, each, () => runOne(job, each, services), services, tracer);
    await storage.queue.work(job.name, run, { concurrency, onError });
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

/** The run as work of its own: counted, measured, a trace, and with its name and ids in every line of the log. */
async function observed(
  { name }: Job,
  { id, input, attempt }: JobRun,
  run: () => Promise<void>,
  { metrics }: Services,
  tracer: Tracer | undefined,
): Promise<void> {
  const correlationId = typeof input['correlationId'] === 'string' ? input['correlationId'] : undefined;
  const span = tracer?.begin(`job ${name}`, {
    kind: 'consumer',
    attributes: {
      'sluice.job': name,
      'sluice.job_id': id,
      'sluice.job_attempt': attempt,
      'sluice.correlation_id': correlationId,
    },
  });
  const fields = { job: name, jobId: id, ...(correlationId === undefined ? {} : { correlationId }) };
  const started = performance.now();
  let outcome: 'done' | 'failed' = 'failed';
  try {
    await within({ fields, ...(span === undefined ? {} : { span }) }, run);
    outcome = 'done';
  } catch (error) {
    span?.fail(error);
    throw error;
  } finally {
    span?.end();
    metrics.count('sluice_jobs_total', { name, outcome });
    metrics.record('sluice_job_duration_seconds', { name }, (performance.now() - started) / 1_000);
  }
}

function periodicRequest({ name }: Job, startAfter?: string): JobRequest {
  return { name, input: {}, singletonKey: name, ...(startAfter === undefined ? {} : { startAfter }) };
}
