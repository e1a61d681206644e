import { base64TextAt } from './base64-text-at.ts';
import { pureFunction } from './define.ts';

/** Gives the text whose UTF-8 bytes are written in base64. */
export const base64ToString = pureFunction({ name: 'base64ToString', minArgs: 1, maxArgs: 1 }, args =>
  base64TextAt(args, 0),
);
