import { badArgument, integerAt, valueAt } from '../runtime/arguments/arguments.ts';
import { isArray } from '../values/canonical.ts';
import { sliceCharacters } from '../values/characters.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives a text without its first characters or an array without its first members: nothing when there are fewer,
 * all for a number below 1.
 */
export const skip = pureFunction({ name: 'skip', minArgs: 2, maxArgs: 2 }, args => {
  const value = valueAt(args, 0);
  const count = Math.max(0, integerAt(args, 1));
  if (typeof value === 'string') return sliceCharacters(value, count);
  if (!isArray(value)) throw badArgument(args, 0, 'a text or an array');
  return value.slice(count);
});
