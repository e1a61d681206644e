import { booleanAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/** Gives the opposite of a boolean. */
export const not = pureFunction({ name: 'not', minArgs: 1, maxArgs: 1 }, args => !booleanAt(args, 0));
