import type { JsonValue } from '../values/json.ts';
import { EvaluationError, type Run } from './run.ts';

/**
 * Limits of one evaluation; exceeding one is an evaluation error, so that a request is refused.
 *
 * The first three are Azure's (limits of policy rules); `work` is ours: it bounds nested counts and expressions that
 * build large values again and again.
 */
export const EVALUATION_LIMITS = { textLength: 131_072, depth: 128, nodes: 32_768, work: 5_000_000 } as const;

/** Takes `amount` from the work that this evaluation may still do. */
export function spend(run: Run, amount: number): void {
  run.budget.nodes -= amount;
  if (run.budget.nodes < 0) {
    throw new EvaluationError(
      'limit/work',
      `The evaluation needs more than ${EVALUATION_LIMITS.work} steps. Count over fewer members.`,
    );
  }
}

/** Gives the value back when it is within the limits for results of functions. */
export function withinLimits(value: JsonValue, run: Run): JsonValue {
  if (typeof value === 'string') {
    if (value.length > EVALUATION_LIMITS.textLength) {
      throw new EvaluationError(
        'limit/text',
        `A function gave a text of ${value.length} characters; the limit is ${EVALUATION_LIMITS.textLength}.`,
      );
    }
  } else if (value !== null && typeof value === 'object') {
    spend(run, countNodes(value));
  }
  return value;
}

function countNodes(root: JsonValue): number {
  let nodes = 0;
  const visit = (value: JsonValue, depth: number): void => {
    nodes += 1;
    if (nodes > EVALUATION_LIMITS.nodes) {
      throw new EvaluationError(
        'limit/nodes',
        `A function gave a value of more than ${EVALUATION_LIMITS.nodes} nodes.`,
      );
    }
    if (value === null || typeof value !== 'object') return;
    if (depth >= EVALUATION_LIMITS.depth) {
      throw new EvaluationError(
        'limit/depth',
        `A function gave a value nested deeper than ${EVALUATION_LIMITS.depth}.`,
      );
    }
    for (const member of Object.values(value)) visit(member, depth + 1);
  };
  visit(root, 0);
  return nodes;
}
