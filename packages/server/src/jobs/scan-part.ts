import { SCAN_PART, type ScanPartInput } from '../scan/scan-part.ts';
import type { Job } from './job.ts';

/** Judges one part of a scan, in a thread of its own. A run after a crash goes on where the killed one was. */
export const scanPart: Job<ScanPartInput> = {
  name: SCAN_PART,
  async run(input, { scanner, storage, metrics, now }, { signal, isLast }) {
    try {
      const { judged } = await scanner.run('scanPart', input, signal);
      if (judged > 0) metrics.count('sluice_decisions_total', { verdict: 'allow', occasion: 'scan' }, judged);
    } catch (error) {
      // Whoever waits for the scan must learn that its results will not come.
      if (isLast && !signal.aborted) {
        const { message } = error instanceof Error ? error : new Error(String(error));
        await storage.scans.end(input.scanId, { at: now(), error: message });
      }
      throw error;
    }
  },
};
