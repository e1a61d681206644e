import { type CaseRun, holds } from './case-run.ts';

/** For machines: a line for each case, and a last one with the sums. */
export function jsonReport(run: CaseRun): string {
  const lines = run.cases.map(({ file, line, name, durationMs, differences, seen, why }) => ({
    file,
    line,
    name,
    holds: differences.length === 0,
    durationMs: Math.round(durationMs * 100) / 100,
    differences,
    ...(differences.length === 0 || seen === undefined ? {} : { traces: seen.traces }),
    ...(why === undefined ? {} : { why }),
  }));
  const failed = lines.filter(line => !line.holds).length;
  const summary = {
    holds: holds(run),
    passed: lines.length - failed,
    failed,
    ...(run.coverage === undefined ? {} : { coverage: run.coverage }),
  };
  return [...lines, { summary }].map(line => JSON.stringify(line)).join('\n');
}
