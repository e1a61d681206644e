import { isArray } from '../../values/canonical.ts';
import type { JsonArray, JsonObject, JsonValue } from '../../values/json.ts';
import { isPlainObject } from '../../values/merge.ts';
import { EVALUATION_LIMITS } from '../limits.ts';
import { EvaluationError } from '../run.ts';

/**
 * Codes of the errors that template functions raise. Messages name the function and the position of the argument,
 * what was expected and what was found; they may change, codes do not.
 */
export const FUNCTION_ERRORS = {
  'function/bad-argument': 'An argument is of a type that the function does not take.',
  'function/bad-format': 'A text is not of the form that the function reads: a number, a date, JSON, base64.',
  'function/out-of-range': 'A number is outside of what the function, or the value it is applied to, allows.',
  'function/divide-by-zero': 'A number is to be divided by zero.',
  'function/not-available': 'The function reads something that this evaluation does not have.',
  'limit/text': 'The result would be a longer text than any function may give.',
  'limit/nodes': 'The result would have more members than any function may give.',
} as const;

export type FunctionErrorCode = keyof typeof FUNCTION_ERRORS;

/** Arguments after evaluation, with the name of the function that they are for: readers below complain in its name. */
export type Arguments = { readonly of: string; readonly values: readonly JsonValue[] };

/** `function/bad-argument`, ready to throw; `index` counts from 0, the message from 1. */
export function badArgument(args: Arguments, index: number, expected: string): EvaluationError {
  return complaint('function/bad-argument', args, index, expected);
}

/** Says that an argument has the right type but not a form or a value that the function can use. */
export function complaint(
  code: FunctionErrorCode,
  args: Arguments,
  index: number,
  expected: string,
): EvaluationError {
  const found = describe(args.values[index]);
  return new EvaluationError(
    code,
    `${args.of}(): argument ${index + 1} must be ${expected}; found ${found}.`,
  );
}

export function valueAt(args: Arguments, index: number): JsonValue {
  return args.values[index] ?? null;
}

export function textAt(args: Arguments, index: number): string {
  const value = args.values[index];
  if (typeof value !== 'string') throw badArgument(args, index, 'a text');
  return value;
}

export function numberAt(args: Arguments, index: number): number {
  const value = args.values[index];
  if (typeof value !== 'number') throw badArgument(args, index, 'a number');
  return value;
}

export function integerAt(args: Arguments, index: number): number {
  const value = args.values[index];
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw badArgument(args, index, 'a whole number');
  return value;
}

export function booleanAt(args: Arguments, index: number): boolean {
  const value = args.values[index];
  if (typeof value !== 'boolean') throw badArgument(args, index, 'true or false');
  return value;
}

export function arrayAt(args: Arguments, index: number): JsonArray {
  const value = args.values[index];
  if (!isArray(value)) throw badArgument(args, index, 'an array');
  return value;
}

export function objectAt(args: Arguments, index: number): JsonObject {
  const value = args.values[index];
  if (!isPlainObject(value)) throw badArgument(args, index, 'an object');
  return value;
}

/** Throws when a result of that many characters would be too long. Ask before building it. */
export function allowLength(args: Arguments, length: number): void {
  if (length <= EVALUATION_LIMITS.textLength) return;
  throw new EvaluationError(
    'limit/text',
    `${args.of}(): the result would have ${length} characters; the limit is ${EVALUATION_LIMITS.textLength}.`,
  );
}

/** Throws when a result of that many members would be too large. Ask before building it. */
export function allowCount(args: Arguments, count: number): void {
  if (count <= EVALUATION_LIMITS.nodes) return;
  throw new EvaluationError(
    'limit/nodes',
    `${args.of}(): the result would have ${count} members; the limit is ${EVALUATION_LIMITS.nodes}.`,
  );
}

const LONGEST_QUOTE = 60;

/** A value in a message: kind and, where it is short, what it is. */
export function describe(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string') return `${typeof value} ${String(value)}`;
  return value.length <= LONGEST_QUOTE ? `text '${value}'` : `a text of ${value.length} characters`;
}
