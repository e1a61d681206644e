import type { Outcome, Program } from '@sluice/language';

/** A program for a rule that could not be compiled: counts for everything and always fails, so that a write is refused. */
export function failingProgram(effect: string, code: string, message: string): Program {
  const outcome: Outcome = { kind: 'error', code, message, pointer: '' };
  return {
    effect,
    pins: undefined,
    readsTags: true,
    readsIdentity: false,
    readsClock: false,
    readsPolicy: false,
    applies: () => true,
    evaluate: () => outcome,
    explain: () => ({ outcome, evaluatedExpressions: [] }),
  };
}
