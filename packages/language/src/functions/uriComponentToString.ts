import { decodePercent } from '../values/percent.ts';
import { textAt } from './arguments.ts';
import { pureFunction } from './define.ts';

/** Gives a percent-encoded text decoded. What is no percent-encoding of UTF-8 stays as it is. */
export const uriComponentToString = pureFunction(
  { name: 'uriComponentToString', minArgs: 1, maxArgs: 1 },
  args => decodePercent(textAt(args, 0)),
);
