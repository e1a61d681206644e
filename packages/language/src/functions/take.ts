import { badArgument, integerAt, valueAt } from '../runtime/arguments/arguments.ts';
import { isArray } from '../values/canonical.ts';
import { sliceCharacters } from '../values/characters.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives the first characters of a text or members of an array, all when there are fewer, none for a number below
 * 1.
 */
export const take = pureFunction({ name: 'take', minArgs: 2, maxArgs: 2 }, args => {
  const value = valueAt(args, 0);
  const count = Math.max(0, integerAt(args, 1));
  if (typeof value === 'string') return sliceCharacters(value, 0, count);
  if (!isArray(value)) throw badArgument(args, 0, 'a text or an array');
  return value.slice(0, count);
});
