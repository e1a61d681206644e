import { allowLength, complaint, textAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/** Gives the text with every occurrence of the second argument, letter case counted, replaced by the third. */
export const replace = pureFunction({ name: 'replace', minArgs: 3, maxArgs: 3 }, args => {
  const text = textAt(args, 0);
  const old = textAt(args, 1);
  const replacement = textAt(args, 2);
  if (old === '') throw complaint('function/bad-argument', args, 1, 'a text of at least one character');
  const pieces = text.split(old);
  allowLength(args, text.length + (pieces.length - 1) * (replacement.length - old.length));
  return pieces.join(replacement);
});
