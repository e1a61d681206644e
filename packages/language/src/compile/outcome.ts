import { EvaluationError, type Run } from '../runtime/run.ts';
import type { Check } from './compile-condition.ts';
import type { Outcome } from './program.ts';

export const MATCHED: Outcome = { kind: 'matched' };
export const NOT_MATCHED: Outcome = { kind: 'notMatched' };

/** Runs a condition; what fails is an outcome too. */
export function outcomeOf(check: Check, run: Run): Outcome {
  try {
    return check(run) ? MATCHED : NOT_MATCHED;
  } catch (error) {
    return toOutcome(error);
  }
}

/** Only what an evaluation may run into; anything else is our mistake and goes on. */
export function toOutcome(error: unknown): Outcome {
  if (error instanceof EvaluationError) {
    return { kind: 'error', code: error.code, message: error.message, pointer: error.pointer ?? '' };
  }
  // Limits catch what functions make; this catches what a resource brings, nested deeper than the stack.
  if (error instanceof RangeError) {
    return { kind: 'error', code: 'limit/depth', message: 'A value is nested too deeply.', pointer: '' };
  }
  throw error;
}
