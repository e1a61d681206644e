import { badArgument, valueAt } from '../runtime/arguments/arguments.ts';
import { isArray } from '../values/canonical.ts';
import { lastCharacter } from '../values/characters.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives the last character of a text ('' of the empty one) or the last member of an array (null of the empty one).
 */
export const last = pureFunction({ name: 'last', minArgs: 1, maxArgs: 1 }, args => {
  const value = valueAt(args, 0);
  if (typeof value === 'string') return lastCharacter(value);
  if (!isArray(value)) throw badArgument(args, 0, 'a text or an array');
  return value.at(-1) ?? null;
});
