import type { Run } from '../runtime/run.ts';
import type { JsonValue } from '../values/json.ts';
import type { Arguments } from './arguments.ts';
import { eager, type TemplateFunction } from './template-function.ts';

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
