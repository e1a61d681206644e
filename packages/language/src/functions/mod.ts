import { integerAt } from '../runtime/arguments/arguments.ts';
import { divisorAt } from '../runtime/arguments/divisor-at.ts';
import { pureFunction } from './template-function.ts';

/** Gives the remainder of dividing a whole number by another; it has the sign of the first. */
export const mod = pureFunction(
  { name: 'mod', minArgs: 2, maxArgs: 2 },
  args => (integerAt(args, 0) % divisorAt(args, 1)) + 0,
);
