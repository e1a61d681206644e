import type { Arguments } from '../runtime/arguments/arguments.ts';
import type { Evaluate, Run } from '../runtime/run.ts';
import type { JsonValue } from '../values/json.ts';

/**
 * One template function.
 *
 * Arguments arrive as closures, so that `if` and `coalesce` evaluate only what they need; wrap an ordinary function
 * in `eager`. Fails by throwing `EvaluationError`.
 */
export type TemplateFunction = {
  readonly name: string;
  readonly minArgs: number;
  /** `Infinity` for any number. */
  readonly maxArgs: number;
  /** Same arguments, same value: the compiler evaluates it once when its arguments are constant. */
  readonly constant: boolean;
  evaluate(args: readonly Evaluate[], run: Run): JsonValue;
};

/** Turns a function over values into one over closures: evaluates every argument in order. */
export function eager(
  call: (args: readonly JsonValue[], run: Run) => JsonValue,
): TemplateFunction['evaluate'] {
  return (args, run) =>
    call(
      args.map(argument => argument(run)),
      run,
    );
}

type Shape = {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
};

/** A function of nothing but its arguments, all of which are evaluated. */
export function pureFunction(shape: Shape, call: (args: Arguments) => JsonValue): TemplateFunction {
  return { ...shape, constant: true, evaluate: eager(values => call({ of: shape.name, values })) };
}

/** A function that also looks at the resource, the caller or the clock of the evaluation. */
export function contextFunction(
  shape: Shape,
  call: (args: Arguments, run: Run) => JsonValue,
): TemplateFunction {
  return {
    ...shape,
    constant: false,
    evaluate: eager((values, run) => call({ of: shape.name, values }, run)),
  };
}
