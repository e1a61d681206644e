import { arrayAt, integerAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/** Gives the member of an array that is so many from its end, 1 being the last; null when there is none. */
export const tryIndexFromEnd = pureFunction({ name: 'tryIndexFromEnd', minArgs: 2, maxArgs: 2 }, args => {
  const array = arrayAt(args, 0);
  const place = integerAt(args, 1);
  return place < 1 ? null : (array.at(-place) ?? null);
});
