import type { Coverage } from '../cases/coverage.ts';
import type { RanCase } from '../cases/run-case-files.ts';

/** All that a run of cases says. */
export type CaseRun = {
  readonly cases: readonly RanCase[];
  readonly coverage?: Coverage | undefined;
  /** The coverage that was asked for, in percent. */
  readonly threshold?: number | undefined;
};

/** Whether all cases hold, there are any, and coverage is as wide as was asked for. */
export function holds({ cases, coverage, threshold }: CaseRun): boolean {
  const isCovered = coverage === undefined || threshold === undefined || coverage.percent >= threshold;
  return cases.length > 0 && isCovered && cases.every(each => each.differences.length === 0);
}
