import { complaint, integerAt } from '@sluice/language/expressions';
import { bitsOf, cidrAt, formatAddress } from './cidr.ts';
import { overValues } from './template-only-function.ts';

/** Gives one of the smaller blocks of a block: `(block, new prefix, which, from 0)`. */
export const cidrSubnet = overValues({ name: 'cidrSubnet', minArgs: 3, maxArgs: 3 }, args => {
  const { family, first, prefix } = cidrAt(args, 0);
  const wanted = integerAt(args, 1);
  const index = integerAt(args, 2);
  if (wanted < prefix || wanted > bitsOf(family))
    throw complaint('function/out-of-range', args, 1, `from ${prefix} to ${bitsOf(family)}`);
  if (index < 0 || BigInt(index) >= 1n << BigInt(wanted - prefix))
    throw complaint('function/out-of-range', args, 2, `less than 2^${wanted - prefix}, from 0`);
  const start = first + (BigInt(index) << BigInt(bitsOf(family) - wanted));
  return `${formatAddress(family, start)}/${wanted}`;
});
