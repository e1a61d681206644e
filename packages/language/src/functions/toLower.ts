import { textAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/** Gives the text in lower case, whatever the language of the machine. */
export const toLower = pureFunction({ name: 'toLower', minArgs: 1, maxArgs: 1 }, args =>
  textAt(args, 0).toLowerCase(),
);
