import { allowLength, arrayAt, textAt } from '../runtime/arguments/arguments.ts';
import { displayText } from '../values/text.ts';
import { pureFunction } from './template-function.ts';

/** Joins the members of an array to one text, with a delimiter between. */
export const join = pureFunction({ name: 'join', minArgs: 2, maxArgs: 2 }, args => {
  const texts = arrayAt(args, 0).map(displayText);
  const delimiter = textAt(args, 1);
  allowLength(
    args,
    texts.reduce((sum, text) => sum + text.length, delimiter.length * Math.max(0, texts.length - 1)),
  );
  return texts.join(delimiter);
});
