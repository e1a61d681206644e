import { exact } from '../runtime/arguments/exact.ts';
import { spelledNumberAt } from '../runtime/arguments/spelled-number-at.ts';
import { pureFunction } from './template-function.ts';

/** Gives a number, or the number that a text spells, without its fraction. */
export const int = pureFunction({ name: 'int', minArgs: 1, maxArgs: 1 }, args =>
  exact(args, Math.trunc(spelledNumberAt(args, 0)) + 0),
);
