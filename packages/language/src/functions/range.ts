import { complaint, integerAt } from '../runtime/arguments/arguments.ts';
import { pureFunction } from './template-function.ts';

/** Gives so many whole numbers in a row, at most 10,000, none above 2,147,483,647. */
export const range = pureFunction({ name: 'range', minArgs: 2, maxArgs: 2 }, args => {
  const start = integerAt(args, 0);
  const count = integerAt(args, 1);
  if (count < 0 || count > MOST) throw complaint('function/out-of-range', args, 1, `between 0 and ${MOST}`);
  if (start + count > LARGEST)
    throw complaint('function/out-of-range', args, 0, `at most ${LARGEST - count}`);
  return Array.from({ length: count }, (_, index) => start + index);
});

const MOST = 10_000;
const LARGEST = 2_147_483_647;
