import { base64TextAt } from '../runtime/arguments/base64-text-at.ts';
import { pureFunction } from './template-function.ts';

/** Gives the text whose UTF-8 bytes are written in base64. */
export const base64ToString = pureFunction({ name: 'base64ToString', minArgs: 1, maxArgs: 1 }, args =>
  base64TextAt(args, 0),
);
