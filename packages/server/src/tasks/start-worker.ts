import { Worker } from 'node:worker_threads';
import type { WorkerData } from './messages.ts';

/** A world that does not fit into this is refused by an error, instead of taking the server with it. */
const MEMORY_MB = 2_048;
/** Thousands of resources are judged one after the other, and forgotten: most of it should not get old. */
const YOUNG_MB = 48;

/** Starts the thread that runs tasks: from the sources where this file is one of them, else as built. */
export function startWorker(workerData: WorkerData): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  return new Worker(new URL(isSource ? '../worker.ts' : '../worker.js', import.meta.url), {
    workerData,
    name: workerData.isPatient ? 'sluice scanner' : 'sluice tasks',
    execArgv: isSource ? ['--conditions=sluice-source'] : ['--enable-source-maps'],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
}
