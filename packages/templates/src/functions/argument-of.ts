import {
  type Evaluate,
  EvaluationError,
  type JsonArray,
  type JsonObject,
  type Run,
} from '@sluice/language/expressions';
import { isArray, isObject } from '../values/json.ts';

/** The first argument of a function that takes a lambda, which must be an array. */
export function arrayOf(name: string, argument: Evaluate | undefined, run: Run): JsonArray {
  const value = argument?.(run);
  if (isArray(value)) return value;
  throw new EvaluationError('function/bad-argument', `${name}(): argument 1 must be an array.`);
}

export function objectOf(name: string, argument: Evaluate | undefined, run: Run): JsonObject {
  const value = argument?.(run);
  if (isObject(value)) return value;
  throw new EvaluationError('function/bad-argument', `${name}(): argument 1 must be an object.`);
}
