import type { JsonObject, Trace } from '@sluice/language';
import type { Verdict } from '../evaluate/judge-resource.ts';
import { traceLines } from './trace-text.ts';

/** One resource of a file, what a rule does to it, and why. */
export type Judged = {
  readonly file: string;
  readonly resource: JsonObject;
  readonly verdict: Verdict;
  readonly trace: Trace;
  readonly applies: boolean;
};

/** For machines: the verdict, the leaves that support it, and the whole tree. */
export function toJson({ file, resource, verdict, trace, applies }: Judged): object {
  const { kind, ...said } = verdict;
  return {
    file,
    name: resource['name'] ?? null,
    type: resource['type'] ?? null,
    outcome: trace.outcome.kind,
    applies,
    ...(kind === 'error' ? { error: said } : said),
    evaluatedExpressions: trace.evaluatedExpressions,
    ...(trace.root === undefined ? {} : { trace: trace.root }),
  };
}

/** For people: the verdict, the details of the effect, and the tree of conditions. */
export function toText({ file, resource, verdict, trace }: Judged): string {
  const name = [resource['name'], resource['type']].filter(part => typeof part === 'string').join(', ');
  const details =
    verdict.kind === 'effect' && verdict.details !== undefined
      ? [
          '  with details',
          ...JSON.stringify(verdict.details, undefined, 2)
            .split('\n')
            .map(line => `    ${line}`),
        ]
      : [];
  return [
    `${file}${name === '' ? '' : `: ${name}`}`,
    `  ${verdictText(verdict)}`,
    ...details,
    ...(trace.root === undefined ? [] : traceLines(trace.root, '  ')),
  ].join('\n');
}

const WHY_NONE = {
  notMatched: 'the rule does not match',
  disabled: 'the effect is Disabled',
  related: 'a related resource satisfies the existence condition',
} as const;

function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'effect':
      return `${verdict.effect}: the rule matches`;
    case 'none':
      return `no effect: ${WHY_NONE[verdict.because]}`;
    case 'error':
      return `error ${verdict.code}${verdict.pointer === '' ? '' : ` at ${verdict.pointer}`}: ${verdict.message}`;
  }
}
