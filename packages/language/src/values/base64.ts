const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const WELL_FORMED = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Base64 with padding, as RFC 4648 section 4 has it. */
export function encodeBase64(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const rest = bytes.length - at;
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map(shift => ALPHABET.charAt((bits >> shift) & 0x3f)).join('');
    groups.push(rest >= 3 ? digits : digits.slice(0, rest + 1).padEnd(4, '='));
  }
  return groups.join('');
}

/** The bytes of padded base64, white space in it aside; undefined when it is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/\s/g, '');
  if (digits.length % 4 !== 0 || !WELL_FORMED.test(digits)) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 4) {
    const group = digits.slice(at, at + 4);
    const count = 3 - (group.length - group.replaceAll('=', '').length);
    const bits = Array.from(group).reduce((sum, digit) => sum * 64 + Math.max(0, ALPHABET.indexOf(digit)), 0);
    bytes.push(...[(bits >> 16) & 0xff, (bits >> 8) & 0xff, bits & 0xff].slice(0, count));
  }
  return Uint8Array.from(bytes);
}
