import { allowLength, textAt } from '../runtime/arguments/arguments.ts';
import { encodeBase64 } from '../values/base64.ts';
import { encodeUtf8 } from '../values/utf8.ts';
import { pureFunction } from './template-function.ts';

/** Gives the base64 of a text in UTF-8. */
export const base64 = pureFunction({ name: 'base64', minArgs: 1, maxArgs: 1 }, args => {
  const text = textAt(args, 0);
  allowLength(args, text.length);
  return encodeBase64(encodeUtf8(text));
});
