import { type ComplianceExport, exportInstallationCompliance } from '@sluice/server';
import { writeBytes } from '../files/write-bytes.ts';
import { createProgress } from '../progress.ts';
import { installationAt } from './log-place.ts';

/** What an export of compliance is asked for on the command line. */
export type ComplianceOptions = Omit<ComplianceExport, 'kind' | 'onRows'> & {
  readonly output?: string;
  readonly data?: string;
};

/** Rows between two lines of progress. */
const STEP = 10_000;

/** Writes an export of compliance, and tells on standard error how far it is. */
export async function exportCompliance(
  kind: ComplianceExport['kind'],
  what: string,
  { output, data, ...asked }: ComplianceOptions,
): Promise<void> {
  const installation = await installationAt(data);
  const progress = createProgress(process.stderr, Date.now);
  let [rows, told] = [0, 0];
  function onRows(count: number): void {
    rows = count;
    if (rows - told < STEP) return;
    told = rows;
    progress.step(what, rows);
  }
  try {
    const isWhole = await writeBytes(
      exportInstallationCompliance(installation, { ...asked, kind, onRows }),
      output,
    );
    if (isWhole) progress.step(what, rows);
  } finally {
    progress.end();
  }
}
