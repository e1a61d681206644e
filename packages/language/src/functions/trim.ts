import { textAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/** Gives the text without white space at both ends. */
export const trim = pureFunction({ name: 'trim', minArgs: 1, maxArgs: 1 }, args => textAt(args, 0).trim());
