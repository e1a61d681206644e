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
