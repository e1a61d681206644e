/** The UTF-8 bytes of a text; half of a surrogate pair becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code, 0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
    else bytes.push(0xf0 | (code >> 18), tail(code, 12), tail(code, 6), tail(code, 0));
  }
  return Uint8Array.from(bytes);
}

function tail(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 0x3f);
}

/** The text of UTF-8 bytes; each byte that fits nowhere becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const characters: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at] ?? 0);
    const code = length === 0 ? undefined : codeOf(bytes, at, length);
    characters.push(code === undefined ? '\ufffd' : String.fromCodePoint(code));
    at += code === undefined ? 1 : length;
  }
  return characters.join('');
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/** Smallest code that may be written with so many bytes: anything below is a forbidden longer spelling. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

function codeOf(bytes: Uint8Array, at: number, length: number): number | undefined {
  const lead = bytes[at] ?? 0;
  if (length === 1) return lead;
  let code = lead & (0x7f >> length);
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (byte & 0x3f);
  }
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return isSurrogate || code < (SMALLEST[length] ?? 0) || code > 0x10ffff ? undefined : code;
}
