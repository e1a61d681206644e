import { Buffer } from 'node:buffer';
import { isIP, isIPv4 } from 'node:net';
import { context } from './der.ts';

/** A host as a subject alternative name: a DNS name or an address. */
export function alternativeName(host: string): Buffer {
  return isIP(host) === 0 ? context(2, Buffer.from(host, 'ascii')) : context(7, addressBytes(host));
}

/** A host as a name constraint: the DNS name with what is below it, or exactly one address. */
export function constraintName(host: string): Buffer {
  if (isIP(host) === 0) return context(2, Buffer.from(host, 'ascii'));
  const bytes = addressBytes(host);
  return context(7, Buffer.concat([bytes, Buffer.alloc(bytes.length, 0xff)]));
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = address.split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = new Array<number>(8 - before.length - after.length).fill(0);
  return Buffer.from([...before, ...zeros, ...after].flatMap(group => [group >> 8, group & 0xff]));
}

/** The 16-bit groups of one half of an IPv6 address, whose end may be written as IPv4. */
function groups(text: string): readonly number[] {
  return text === ''
    ? []
    : text.split(':').flatMap(part => {
        if (!isIPv4(part)) return [Number.parseInt(part, 16)];
        const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
        return [(a << 8) | b, (c << 8) | d];
      });
}
