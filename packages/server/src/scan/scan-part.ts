import type { Since } from './judge-resources.ts';

/** The name of the job that judges one part of a scan; never changed, since it is in databases. */
export const SCAN_PART = 'scan-part';

/** What that job acts on. */
export type ScanPartInput = { readonly scanId: string; readonly part: number; readonly since?: Since };
