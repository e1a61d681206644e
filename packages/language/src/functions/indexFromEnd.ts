import { arrayAt, complaint, integerAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/** Gives the member of an array that is so many from its end, 1 being the last. Fails when there is none. */
export const indexFromEnd = pureFunction({ name: 'indexFromEnd', minArgs: 2, maxArgs: 2 }, args => {
  const array = arrayAt(args, 0);
  const place = integerAt(args, 1);
  if (place < 1 || place > array.length)
    throw complaint('function/out-of-range', args, 1, `between 1 and ${array.length}`);
  return array.at(-place) ?? null;
});
