import { textAt } from '../runtime/arguments/arguments.ts';
import { foldText } from '../values/fold.ts';
import { pureFunction } from './template-function.ts';

/** Says whether a text begins with another, ignoring case. */
export const startsWith = pureFunction({ name: 'startsWith', minArgs: 2, maxArgs: 2 }, args =>
  foldText(textAt(args, 0)).startsWith(foldText(textAt(args, 1))),
);
