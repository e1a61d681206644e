import { textAt } from '../runtime/arguments/arguments.ts';
import { lastIndexOfFolded } from '../values/search-folded.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives the place where a text last holds another, ignoring case, from 0; -1 when it does not. The empty text is
 * found at the end.
 */
export const lastIndexOf = pureFunction({ name: 'lastIndexOf', minArgs: 2, maxArgs: 2 }, args =>
  lastIndexOfFolded(textAt(args, 0), textAt(args, 1)),
);
