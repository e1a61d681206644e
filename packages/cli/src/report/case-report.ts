import type { CaseRun } from './case-run.ts';
import { githubReport } from './github-report.ts';
import { jsonReport } from './json-report.ts';
import { junitReport } from './junit-report.ts';
import { textReport } from './text-report.ts';

export const REPORTERS = ['text', 'junit', 'json', 'github'] as const;
export type ReporterName = (typeof REPORTERS)[number];

const BY_NAME: Readonly<Record<ReporterName, (run: CaseRun) => string>> = {
  text: textReport,
  junit: junitReport,
  json: jsonReport,
  github: githubReport,
};

/** The report of a run, in the form that its reader takes. */
export function reportOf(name: ReporterName, run: CaseRun): string {
  return BY_NAME[name](run);
}
