import { textAt } from '../runtime/arguments/arguments.ts';
import { readField } from '../runtime/read-field.ts';
import { contextFunction } from './template-function.ts';

/**
 * Gives a field of the resource that the rule's `if` judges, also inside an existence condition: '' when it is
 * missing, an array for a name with `[*]`.
 */
export const field = contextFunction({ name: 'field', minArgs: 1, maxArgs: 1 }, (args, run) =>
  readField(run, textAt(args, 0)),
);
