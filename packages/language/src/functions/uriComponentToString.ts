import { textAt } from '../runtime/arguments/arguments.ts';
import { decodePercent } from '../values/percent.ts';
import { pureFunction } from './template-function.ts';

/** Gives a percent-encoded text decoded. What is no percent-encoding of UTF-8 stays as it is. */
export const uriComponentToString = pureFunction(
  { name: 'uriComponentToString', minArgs: 1, maxArgs: 1 },
  args => decodePercent(textAt(args, 0)),
);
