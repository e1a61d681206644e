import { type Arguments, complaint, integerAt } from './arguments.ts';

/** An argument to divide by. */
export function divisorAt(args: Arguments, index: number): number {
  const divisor = integerAt(args, index);
  if (divisor === 0) throw complaint('function/divide-by-zero', args, index, 'a whole number other than 0');
  return divisor;
}
