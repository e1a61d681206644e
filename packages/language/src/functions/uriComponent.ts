import { allowLength, textAt } from '../runtime/arguments/arguments.ts';
import { encodePercent } from '../values/percent.ts';
import { pureFunction } from './template-function.ts';

/** Gives a text with everything but letters, digits, `-`, `_`, `.` and `~` percent-encoded. */
export const uriComponent = pureFunction({ name: 'uriComponent', minArgs: 1, maxArgs: 1 }, args => {
  const text = textAt(args, 0);
  allowLength(args, text.length);
  return encodePercent(text);
});
