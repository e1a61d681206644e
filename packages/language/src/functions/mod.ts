import { integerAt } from './arguments.ts';
import { pureFunction } from './define.ts';
import { divisorAt } from './divisor-at.ts';

/** Gives the remainder of dividing a whole number by another; it has the sign of the first. */
export const mod = pureFunction(
  { name: 'mod', minArgs: 2, maxArgs: 2 },
  args => (integerAt(args, 0) % divisorAt(args, 1)) + 0,
);
