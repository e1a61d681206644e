import { textAt } from '../runtime/arguments/arguments.ts';
import { readParameter } from '../runtime/parameter.ts';
import { contextFunction } from './template-function.ts';

/**
 * Gives the value of a parameter, its name in any letter case. The compiler puts the value in where the name is
 * known before the evaluation.
 */
export const parameters = contextFunction({ name: 'parameters', minArgs: 1, maxArgs: 1 }, (args, run) =>
  readParameter(run, textAt(args, 0)),
);
