import type { Coverage } from '../cases/coverage.ts';
import type { RanCase } from '../cases/run-case-files.ts';
import type { CaseRun } from './case-run.ts';
import { traceLines } from './trace-text.ts';

/** For people: each case that fails with what differs and what the rule saw, then the sums. */
export function textReport({ cases, coverage, threshold }: CaseRun): string {
  const failed = cases.filter(each => each.differences.length > 0);
  const failures = failed.flatMap(each => [...failureLines(each), '']);
  const sum = `${cases.length - failed.length} passed, ${failed.length} failed`;
  return [
    ...failures,
    ...(coverage === undefined ? [] : [...coverageLines(coverage, threshold), '']),
    cases.length === 0 ? 'No cases found. See "sluice test --help" for what a case file looks like.' : sum,
  ].join('\n');
}

function failureLines(failed: RanCase): readonly string[] {
  return [`FAILED ${failed.file}:${failed.line}: ${failed.name}`, ...detailLines(failed, '  ')];
}

/** What differs, as a diff, and what the conditions saw. */
export function detailLines({ differences, seen, why = [] }: RanCase, indent: string): readonly string[] {
  const block = (sign: string, text: string): string[] =>
    text.split('\n').map((line, index) => `${indent}  ${index === 0 ? sign : ' '} ${line}`);
  return [
    ...differences.flatMap(({ at, expected, got }) => [
      `${indent}${at}`,
      ...block('- expected', expected),
      ...block('+ got     ', got),
    ]),
    ...(seen?.traces ?? []).flatMap(trace => traceLines(trace, indent)),
    ...why.map(line => `${indent}${line}`),
  ];
}

function coverageLines({ definitions, percent }: Coverage, threshold: number | undefined): readonly string[] {
  const asked = threshold === undefined ? '' : `, asked for ${threshold}%`;
  return [
    `Coverage: ${percent.toFixed(1)}% of what conditions can answer${asked}`,
    ...definitions.flatMap(({ path, conditions }) => {
      const open = conditions.filter(({ everTrue, everFalse }) => !everTrue || !everFalse);
      const lines = open.map(
        ({ pointer, everTrue, everFalse }) => `    ${lacking(everTrue, everFalse)}  ${pointer}`,
      );
      return [`  ${path}: ${conditions.length - open.length} of ${conditions.length} conditions`, ...lines];
    }),
  ];
}

function lacking(everTrue: boolean, everFalse: boolean): string {
  if (!everTrue && !everFalse) return 'never looked at';
  return everTrue ? 'never false    ' : 'never true     ';
}
