import { numbersOf } from '../runtime/arguments/numbers-of.ts';
import { pureFunction } from './template-function.ts';

/** Gives the largest of the numbers, given one by one or as one array. */
export const max = pureFunction({ name: 'max', minArgs: 1, maxArgs: Number.POSITIVE_INFINITY }, args =>
  numbersOf(args).reduce((best, number) => Math.max(best, number)),
);
