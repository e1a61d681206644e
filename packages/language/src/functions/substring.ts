import { complaint, integerAt, textAt } from '../runtime/arguments/arguments.ts';
import { characterCount, sliceCharacters } from '../values/characters.ts';
import { pureFunction } from './template-function.ts';

/**
 * Gives the part of a text from a place (from 0) to the end, or of a given length. Fails for a part that is not
 * wholly inside.
 */
export const substring = pureFunction({ name: 'substring', minArgs: 2, maxArgs: 3 }, args => {
  const text = textAt(args, 0);
  const length = characterCount(text);
  const start = integerAt(args, 1);
  if (start < 0 || start > length)
    throw complaint('function/out-of-range', args, 1, `between 0 and ${length}`);
  if (args.values.length < 3) return sliceCharacters(text, start);
  const wanted = integerAt(args, 2);
  const most = length - start;
  if (wanted < 0 || wanted > most) throw complaint('function/out-of-range', args, 2, `between 0 and ${most}`);
  return sliceCharacters(text, start, start + wanted);
});
