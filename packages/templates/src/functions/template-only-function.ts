import {
  type Arguments,
  type Evaluate,
  EvaluationError,
  type JsonValue,
  type Run,
} from '@sluice/language/expressions';
import type { TemplateEnv } from './env.ts';

/** A function that rules do not have. Arguments arrive as closures; wrap an ordinary function in `overValues`. */
export type TemplateOnlyFunction = {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  /** `default`: only in the default value of a parameter. `runtime`: only where a value may be known late. */
  readonly place?: 'default' | 'runtime';
  evaluate(args: readonly Evaluate[], env: TemplateEnv, run: Run): JsonValue;
};

type Shape = Omit<TemplateOnlyFunction, 'evaluate'>;

/** A function that evaluates all of its arguments. */
export function overValues(
  shape: Shape,
  call: (args: Arguments, env: TemplateEnv, run: Run) => JsonValue,
): TemplateOnlyFunction {
  return {
    ...shape,
    evaluate: (args, env, run) =>
      call({ of: shape.name, values: args.map(argument => argument(run)) }, env, run),
  };
}

/** Codes of what templates alone can get wrong in an expression. */
export const FUNCTION_CODES = {
  'template/needs-runtime': 'The value is known only when what it depends on has been deployed.',
  'template/not-found': 'A resource that is read does not exist.',
  'template/not-here': 'The function means nothing at this place.',
  'template/unknown': 'A variable, resource or lambda variable of that name does not exist.',
  'template/failed': 'The template says itself that it fails.',
} as const;

/** An `EvaluationError` with one of the codes above, ready to throw. */
export function failure(code: keyof typeof FUNCTION_CODES, message: string): EvaluationError {
  return new EvaluationError(code, message);
}

/** ARM's words for a function at the wrong place. */
export function notExpected(name: string, why: string): EvaluationError {
  return failure(
    'template/not-here',
    `The template function '${name}' is not expected at this location. ${why}`,
  );
}
