import type { JsonObject } from '../../values/json.ts';
import { EvaluationError } from '../run.ts';

/** What the evaluation was given for a function; fails when it was given nothing. */
export function available(name: string, value: JsonObject | undefined): JsonObject {
  if (value === undefined) throw notAvailable(name, 'this evaluation has none');
  return value;
}

/** `function/not-available`, ready to throw. */
export function notAvailable(name: string, why: string): EvaluationError {
  return new EvaluationError('function/not-available', `${name}(): ${why}.`);
}
