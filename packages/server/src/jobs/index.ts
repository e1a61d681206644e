import type { Job } from './job.ts';

/** Every kind of job. */
export const JOBS: readonly Job[] = [];
