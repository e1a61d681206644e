import { spelledNumberAt } from '../runtime/arguments/spelled-number-at.ts';
import { pureFunction } from './template-function.ts';

/** Gives a number, or the number that a text spells. */
export const float = pureFunction({ name: 'float', minArgs: 1, maxArgs: 1 }, args =>
  spelledNumberAt(args, 0),
);
