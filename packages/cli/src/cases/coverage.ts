import type { ParsedDefinition, PolicyRule, TraceNode } from '@sluice/language';
import type { SeenRule } from './case-result.ts';

/** Whether a condition was ever true and ever false in the cases of its definition. */
export type ConditionCoverage = {
  /** JSON pointer into the file. */
  readonly pointer: string;
  readonly everTrue: boolean;
  readonly everFalse: boolean;
};
export type DefinitionCoverage = { readonly path: string; readonly conditions: readonly ConditionCoverage[] };
export type Coverage = {
  readonly definitions: readonly DefinitionCoverage[];
  /** Of all answers that all conditions can give, those that were given, 0 to 100. */
  readonly percent: number;
};

/**
 * What cases showed of the rules that stand in files. A count is one condition, with what is in its `where`; a condition
 * that a short circuit skipped was neither true nor false.
 */
export function coverageOf(seen: readonly SeenRule[]): Coverage {
  const byPath = new Map<string, Answered>();
  for (const { file, definition, traces } of seen) {
    if (file === undefined) continue;
    const { path, isBare } = file;
    const known = byPath.get(path) ?? { definition, isBare, answers: new Set<string>() };
    for (const trace of traces) collect(trace, known.answers);
    byPath.set(path, known);
  }
  const definitions = [...byPath].map(([path, { definition, isBare, answers }]) => ({
    path,
    conditions: pointersOf(definition.rule.if).map(pointer => ({
      pointer: isBare ? pointer.replace(/^\/policyRule/, '') : pointer,
      everTrue: answers.has(answerKey(pointer, true)),
      everFalse: answers.has(answerKey(pointer, false)),
    })),
  }));
  const conditions = definitions.flatMap(each => each.conditions);
  const given = conditions.flatMap(each => [each.everTrue, each.everFalse]);
  const percent = given.length === 0 ? 100 : (100 * given.filter(Boolean).length) / given.length;
  return { definitions, percent };
}

type Answered = {
  readonly definition: ParsedDefinition;
  readonly isBare: boolean;
  readonly answers: Set<string>;
};

function collect(node: TraceNode, answers: Set<string>): void {
  if (node.kind === 'condition') answers.add(answerKey(node.pointer, node.result));
  else for (const child of node.children) collect(child, answers);
}

function answerKey(pointer: string, result: boolean): string {
  return `${result} ${pointer}`;
}

function pointersOf(condition: PolicyRule['if']): readonly string[] {
  switch (condition.kind) {
    case 'allOf':
    case 'anyOf':
      return condition.conditions.flatMap(pointersOf);
    case 'not':
      return pointersOf(condition.condition);
    case 'leaf':
      return [condition.at.pointer];
  }
}
