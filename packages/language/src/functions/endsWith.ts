import { textAt } from '../runtime/arguments/arguments.ts';
import { foldText } from '../values/fold.ts';
import { pureFunction } from './template-function.ts';

/** Says whether a text ends with another, ignoring case. */
export const endsWith = pureFunction({ name: 'endsWith', minArgs: 2, maxArgs: 2 }, args =>
  foldText(textAt(args, 0)).endsWith(foldText(textAt(args, 1))),
);
