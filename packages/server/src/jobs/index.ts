import { abandonedScans } from './abandoned-scans.ts';
import { afterwards } from './afterwards.ts';
import { clock } from './clock.ts';
import { deployment } from './deployment.ts';
import { dueExpiry } from './due-expiry.ts';
import { expiry } from './expiry.ts';
import type { Job } from './job.ts';
import { rejudge } from './rejudge.ts';
import { remediation } from './remediation.ts';
import { retention } from './retention.ts';
import { scanPart } from './scan-part.ts';

/** Every kind of job. What a job takes is known where it is enqueued; here it is any JSON. */
export const JOBS: readonly Job<never>[] = [
  abandonedScans,
  afterwards,
  clock,
  deployment,
  dueExpiry,
  expiry,
  rejudge,
  remediation,
  retention,
  scanPart,
];
