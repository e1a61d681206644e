import type { CaseRun } from './case-run.ts';
import { detailLines, textReport } from './text-report.ts';

/** For GitHub Actions: an annotation at the line of each case that fails, and the text for the log. */
export function githubReport(run: CaseRun): string {
  const annotations = run.cases
    .filter(({ differences }) => differences.length > 0)
    .map(
      ran =>
        `::error file=${property(ran.file)},line=${ran.line},title=${property(ran.name)}::${data(detailLines(ran, '').join('\n'))}`,
    );
  return [...annotations, textReport(run)].join('\n');
}

/** Escapes as the runner of workflows reads them. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
