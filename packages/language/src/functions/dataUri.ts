import { allowLength, textAt } from '../runtime/arguments/arguments.ts';
import { encodeBase64 } from '../values/base64.ts';
import { encodeUtf8 } from '../values/utf8.ts';
import { pureFunction } from './template-function.ts';

/** Gives a text as data URI: `data:text/plain;charset=utf8;base64,...`. */
export const dataUri = pureFunction({ name: 'dataUri', minArgs: 1, maxArgs: 1 }, args => {
  const text = textAt(args, 0);
  allowLength(args, text.length);
  return `data:text/plain;charset=utf8;base64,${encodeBase64(encodeUtf8(text))}`;
});
