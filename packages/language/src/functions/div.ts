import { integerAt } from '../runtime/arguments/arguments.ts';
import { divisorAt } from '../runtime/arguments/divisor-at.ts';
import { pureFunction } from './template-function.ts';

/** Divides a whole number by another and drops the remainder. */
export const div = pureFunction(
  { name: 'div', minArgs: 2, maxArgs: 2 },
  args => Math.trunc(integerAt(args, 0) / divisorAt(args, 1)) + 0,
);
