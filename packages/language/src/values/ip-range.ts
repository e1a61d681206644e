/** Addresses of one family from first to last, both included. */
export type IpRange = { readonly family: 4 | 6; readonly first: bigint; readonly last: bigint };

type Address = { readonly family: 4 | 6; readonly value: bigint };

/**
 * Reads one address, a CIDR block (bits beyond the prefix do not count) or two addresses with a hyphen between.
 * Undefined for anything else, also for a range that ends before it begins or mixes families.
 */
export function parseIpRange(text: string): IpRange | undefined {
  const hyphen = text.indexOf('-');
  if (hyphen >= 0) return between(parseAddress(text.slice(0, hyphen)), parseAddress(text.slice(hyphen + 1)));
  const slash = text.indexOf('/');
  if (slash >= 0) return block(parseAddress(text.slice(0, slash)), text.slice(slash + 1));
  const address = parseAddress(text);
  return between(address, address);
}

function between(first: Address | undefined, last: Address | undefined): IpRange | undefined {
  if (first === undefined || last === undefined || first.family !== last.family) return undefined;
  return first.value <= last.value
    ? { family: first.family, first: first.value, last: last.value }
    : undefined;
}

function block(address: Address | undefined, prefix: string): IpRange | undefined {
  if (address === undefined || !/^\d{1,3}$/.test(prefix)) return undefined;
  const bits = address.family === 4 ? 32 : 128;
  const free = bits - Number(prefix);
  if (free < 0) return undefined;
  const first = (address.value >> BigInt(free)) << BigInt(free);
  return { family: address.family, first, last: first + (1n << BigInt(free)) - 1n };
}

function parseAddress(text: string): Address | undefined {
  const trimmed = text.trim();
  const value = trimmed.includes(':') ? parseV6(trimmed) : parseV4(trimmed);
  return value === undefined ? undefined : { family: trimmed.includes(':') ? 6 : 4, value };
}

/** Four numbers up to 255 without leading zeros: some systems read those as octal. */
function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(half => groupsOf(half));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? join(head) : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return join([...head, ...new Array<bigint>(8 - head.length - tail.length).fill(0n), ...tail]);
}

/** The 16-bit groups of one side of `::`; the last of them may be written as an IPv4 address. */
function groupsOf(half: string): bigint[] | undefined {
  if (half === '') return [];
  const groups: bigint[] = [];
  const parts = half.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

function join(groups: readonly bigint[]): bigint {
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}
