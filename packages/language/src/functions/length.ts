import { badArgument, valueAt } from '../runtime/arguments/arguments.ts';
import { isArray } from '../values/canonical.ts';
import { characterCount } from '../values/characters.ts';
import { pureFunction } from './template-function.ts';

/** Gives the number of characters of a text, members of an array, or properties of an object. */
export const length = pureFunction({ name: 'length', minArgs: 1, maxArgs: 1 }, args => {
  const value = valueAt(args, 0);
  if (typeof value === 'string') return characterCount(value);
  if (typeof value !== 'object' || value === null)
    throw badArgument(args, 0, 'a text, an array or an object');
  return isArray(value) ? value.length : Object.keys(value).length;
});
