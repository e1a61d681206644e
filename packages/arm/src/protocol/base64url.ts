const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The UTF-8 bytes of a well-formed text in base64url without padding. Written out: the pure packages have no `btoa`. */
export function toBase64Url(text: string): string {
  const bytes = utf8Bytes(text);
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(at, at + 3);
    const word = (first << 16) | (second << 8) | third;
    const digits = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < digits; digit++) out += ALPHABET[(word >> (18 - 6 * digit)) & 63] ?? '';
  }
  return out;
}

/** The text of base64url without padding; undefined for other characters, an impossible length or bytes that are no UTF-8. */
export function fromBase64Url(encoded: string): string | undefined {
  if (encoded.length % 4 === 1) return undefined;
  let escaped = '';
  let word = 0;
  let bits = 0;
  for (const char of encoded) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return undefined;
    word = (word << 6) | digit;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      escaped += `%${((word >> bits) & 255).toString(16).padStart(2, '0')}`;
      word &= (1 << bits) - 1;
    }
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

function utf8Bytes(text: string): readonly number[] {
  const escaped = encodeURIComponent(text);
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at++) {
    if (escaped[at] === '%') {
      bytes.push(Number.parseInt(escaped.slice(at + 1, at + 3), 16));
      at += 2;
    } else {
      bytes.push(escaped.charCodeAt(at));
    }
  }
  return bytes;
}
