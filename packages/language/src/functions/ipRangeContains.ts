import { type Arguments, complaint, textAt } from '../runtime/arguments/arguments.ts';
import { type IpRange, parseIpRange } from '../values/ip-range.ts';
import { pureFunction } from './template-function.ts';

/**
 * Says whether a range of addresses holds the whole of another: each one address, a CIDR block, or `first-last`.
 * Fails for what is no range, for an empty one, and for IPv4 with IPv6.
 */
export const ipRangeContains = pureFunction({ name: 'ipRangeContains', minArgs: 2, maxArgs: 2 }, args => {
  const range = rangeAt(args, 0);
  const target = rangeAt(args, 1);
  if (range.family !== target.family)
    throw complaint('function/bad-format', args, 1, `of the same family as the range, IPv${range.family}`);
  return range.first <= target.first && target.last <= range.last;
});

function rangeAt(args: Arguments, index: number): IpRange {
  const range = parseIpRange(textAt(args, index));
  if (range === undefined)
    throw complaint('function/bad-format', args, index, 'an address, a CIDR block or first-last');
  return range;
}
