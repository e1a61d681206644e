import { allowLength, badArgument, integerAt, textAt, valueAt } from '../runtime/arguments/arguments.ts';
import { characterCount } from '../values/characters.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives a text or number right-aligned in so many characters, filled with blanks or with a given character. Never
 * cuts.
 */
export const padLeft = pureFunction({ name: 'padLeft', minArgs: 2, maxArgs: 3 }, args => {
  const value = valueAt(args, 0);
  if (typeof value !== 'string' && typeof value !== 'number')
    throw badArgument(args, 0, 'a text or a number');
  const text = String(value);
  const width = integerAt(args, 1);
  const filler = args.values.length < 3 ? ' ' : textAt(args, 2);
  if (characterCount(filler) !== 1) throw badArgument(args, 2, 'one character');
  allowLength(args, width);
  return filler.repeat(Math.max(0, width - characterCount(text))) + text;
});
