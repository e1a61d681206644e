import { textAt } from '../runtime/arguments/arguments.ts';
import { indexOfFolded } from '../values/search-folded.ts';
import { pureFunction } from './template-function.ts';

/** Gives the place where a text first holds another, ignoring case, from 0; -1 when it does not. */
export const indexOf = pureFunction({ name: 'indexOf', minArgs: 2, maxArgs: 2 }, args =>
  indexOfFolded(textAt(args, 0), textAt(args, 1)),
);
