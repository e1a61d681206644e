import type { EvaluationInput, Outcome, Program } from '@sluice/language';

/**
 * What the conditions said of one subject so far: rules that share a condition (`createProgramCache`) share its answer. Only
 * within one decision.
 */
export type Answers = {
  applies(program: Program, input: EvaluationInput): boolean;
  evaluate(program: Program, input: EvaluationInput): Outcome;
};

/** Knows nothing yet. What reads `policy()` is asked anew for each assignment. */
export function createAnswers(): Answers {
  const applied = new Map<Program['applies'], boolean>();
  const evaluated = new Map<Program['evaluate'], Outcome>();
  return {
    applies({ readsPolicy, applies }, input) {
      if (readsPolicy) return applies(input);
      const known = applied.get(applies);
      if (known !== undefined) return known;
      const answer = applies(input);
      applied.set(applies, answer);
      return answer;
    },
    evaluate({ readsPolicy, evaluate }, input) {
      if (readsPolicy) return evaluate(input);
      const known = evaluated.get(evaluate);
      if (known !== undefined) return known;
      const answer = evaluate(input);
      evaluated.set(evaluate, answer);
      return answer;
    },
  };
}
