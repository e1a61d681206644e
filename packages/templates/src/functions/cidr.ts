import { type Arguments, complaint, type IpRange, parseIpRange, textAt } from '@sluice/language/expressions';

/** A block of addresses: `first` and `last` are included. */
export type Cidr = IpRange & { readonly prefix: number };

/** An argument that is a block such as `10.0.0.0/16` or `fd00::/8`. */
export function cidrAt(args: Arguments, index: number): Cidr {
  const text = textAt(args, index);
  const range = text.includes('-') ? undefined : parseIpRange(text);
  const prefix = Number(text.split('/')[1]);
  if (range === undefined || Number.isNaN(prefix))
    throw complaint('function/bad-format', args, index, 'a block of addresses such as 10.0.0.0/16');
  return { ...range, prefix };
}

export function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

/** An address as it is written: IPv6 in its shortest form (RFC 5952). */
export function formatAddress(family: 4 | 6, value: bigint): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map(shift => String((value >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  );
  const text = groups.join(':');
  const zeros = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(match => match[0]);
  const longest = zeros.reduce((best, each) => (trimmed(each) > trimmed(best) ? each : best), '');
  if (longest === '') return text;
  return text
    .replace(longest, text.startsWith(longest) || text.endsWith(longest) ? '::' : ':')
    .replace(/:{3,}/, '::');
}

function trimmed(run: string): number {
  return run.replace(/^:/, '').length;
}
