import { EVALUATION_LIMITS } from './limits.ts';
import type { EvaluationInput, Names, Run } from './run.ts';

/** Starts an evaluation: nothing counted yet, all of the budget left. */
export function createRun(input: EvaluationInput, names: Names): Run {
  return {
    input,
    resource: input.resource,
    count: undefined,
    budget: { nodes: EVALUATION_LIMITS.work },
    names,
  };
}
