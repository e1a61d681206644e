import { numberAt } from '../runtime/arguments/arguments.ts';
import { exact } from '../runtime/arguments/exact.ts';
import { pureFunction } from './template-function.ts';

/** Multiplies two numbers. Fails when the result is too large to be exact. */
export const mul = pureFunction({ name: 'mul', minArgs: 2, maxArgs: 2 }, args =>
  exact(args, numberAt(args, 0) * numberAt(args, 1)),
);
