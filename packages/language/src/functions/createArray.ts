import { pureFunction } from './template-function.ts';

/** Gives an array of the arguments. */
export const createArray = pureFunction(
  { name: 'createArray', minArgs: 0, maxArgs: Number.POSITIVE_INFINITY },
  args => args.values,
);
