import { forScan } from '../scan/for-scan.ts';
import { SCAN_PART, type ScanPartInput } from '../scan/scan-part.ts';
import type { Job } from './job.ts';

/** Judges one part of a scan, in a thread of its own. A run after a crash goes on where the killed one was. */
export const scanPart: Job<ScanPartInput> = {
  name: SCAN_PART,
  run(input, services, run) {
    const { scanner, metrics } = services;
    return forScan(input.scanId, run, services, async () => {
      const { judged } = await scanner.run('scanPart', input, run.signal);
      if (judged > 0) metrics.count('sluice_decisions_total', { verdict: 'allow', occasion: 'scan' }, judged);
    });
  },
};
