import { pureFunction } from './define.ts';
import { spelledNumberAt } from './spelled-number-at.ts';

/** Gives a number, or the number that a text spells. */
export const float = pureFunction({ name: 'float', minArgs: 1, maxArgs: 1 }, args =>
  spelledNumberAt(args, 0),
);
