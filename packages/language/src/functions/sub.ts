import { numberAt } from '../runtime/arguments/arguments.ts';
import { exact } from '../runtime/arguments/exact.ts';
import { pureFunction } from './template-function.ts';

/** Subtracts the second number from the first. Fails when the result is too large to be exact. */
export const sub = pureFunction({ name: 'sub', minArgs: 2, maxArgs: 2 }, args =>
  exact(args, numberAt(args, 0) - numberAt(args, 1)),
);
