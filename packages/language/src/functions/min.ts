import { numbersOf } from '../runtime/arguments/numbers-of.ts';
import { pureFunction } from './template-function.ts';

/** Gives the smallest of the numbers, given one by one or as one array. */
export const min = pureFunction({ name: 'min', minArgs: 1, maxArgs: Number.POSITIVE_INFINITY }, args =>
  numbersOf(args).reduce((best, number) => Math.min(best, number)),
);
