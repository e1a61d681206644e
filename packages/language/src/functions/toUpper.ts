import { textAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/** Gives the text in upper case, whatever the language of the machine. */
export const toUpper = pureFunction({ name: 'toUpper', minArgs: 1, maxArgs: 1 }, args =>
  textAt(args, 0).toUpperCase(),
);
