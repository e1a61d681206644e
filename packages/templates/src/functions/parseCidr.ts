import { bitsOf, cidrAt, formatAddress } from './cidr.ts';
import { overValues } from './template-only-function.ts';

/** Gives `network`, `netmask`, `broadcast`, `firstUsable`, `lastUsable` and `cidr` of a block of addresses. */
export const parseCidr = overValues({ name: 'parseCidr', minArgs: 1, maxArgs: 1 }, args => {
  const { family, first, last, prefix } = cidrAt(args, 0);
  const bits = bitsOf(family);
  const usable = family === 4 && bits - prefix >= 2 ? 1n : 0n;
  const mask = ((1n << BigInt(prefix)) - 1n) << BigInt(bits - prefix);
  return {
    network: formatAddress(family, first),
    netmask: formatAddress(family, mask),
    ...(family === 4 ? { broadcast: formatAddress(family, last) } : {}),
    firstUsable: formatAddress(family, first + usable),
    lastUsable: formatAddress(family, last - usable),
    cidr: prefix,
  };
});
