import { badArgument, valueAt } from '../runtime/arguments/arguments.ts';
import { isArray } from '../values/canonical.ts';
import { sliceCharacters } from '../values/characters.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives the first character of a text ('' of the empty one) or the first member of an array (null of the empty
 * one).
 */
export const first = pureFunction({ name: 'first', minArgs: 1, maxArgs: 1 }, args => {
  const value = valueAt(args, 0);
  if (typeof value === 'string') return sliceCharacters(value, 0, 1);
  if (!isArray(value)) throw badArgument(args, 0, 'a text or an array');
  return value[0] ?? null;
});
