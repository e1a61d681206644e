import { foldText } from '../values/fold.ts';
import { textAt } from './arguments.ts';
import { pureFunction } from './define.ts';

/** Says whether a text begins with another, ignoring case. */
export const startsWith = pureFunction({ name: 'startsWith', minArgs: 2, maxArgs: 2 }, args =>
  foldText(textAt(args, 0)).startsWith(foldText(textAt(args, 1))),
);
