import { complaint, integerAt } from '@sluice/language/expressions';
import { cidrAt, formatAddress } from './cidr.ts';
import { overValues } from './template-only-function.ts';

/** Gives one of the addresses of a block for hosts: `(block, which, from 0 for the first usable)`. */
export const cidrHost = overValues({ name: 'cidrHost', minArgs: 2, maxArgs: 2 }, args => {
  const { family, first, last } = cidrAt(args, 0);
  const index = integerAt(args, 1);
  const start = family === 4 && last - first >= 3n ? first + 1n : first;
  const end = family === 4 && last - first >= 3n ? last - 1n : last;
  if (index < 0 || start + BigInt(index) > end)
    throw complaint('function/out-of-range', args, 1, `from 0 to ${end - start}`);
  return formatAddress(family, start + BigInt(index));
});
