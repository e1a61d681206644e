import type { Job } from './job.ts';

/**
 * Ends scans whose jobs have failed for good without anybody left to say so, such as a part that kills whoever judges it. Else whoever
 * waits would wait for ever, and every later request for the scope would join.
 */
export const abandonedScans: Job<Record<string, never>> = {
  name: 'abandoned-scans',
  everySeconds: 60,
  run: (_, { storage, now }) => storage.scans.endAbandoned(now()),
};
