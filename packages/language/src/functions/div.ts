import { integerAt } from './arguments.ts';
import { pureFunction } from './define.ts';
import { divisorAt } from './divisor-at.ts';

/** Divides a whole number by another and drops the remainder. */
export const div = pureFunction(
  { name: 'div', minArgs: 2, maxArgs: 2 },
  args => Math.trunc(integerAt(args, 0) / divisorAt(args, 1)) + 0,
);
