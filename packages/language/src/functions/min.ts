import { pureFunction } from './define.ts';
import { numbersOf } from './numbers-of.ts';

/** Gives the smallest of the numbers, given one by one or as one array. */
export const min = pureFunction({ name: 'min', minArgs: 1, maxArgs: Number.POSITIVE_INFINITY }, args =>
  numbersOf(args).reduce((best, number) => Math.min(best, number)),
);
