/** SHA-256 (32 bytes) over the parts one after the other; a text is its UTF-8. Passed in: this package has no hash of its own. */
export type Sha256 = (...parts: readonly (Uint8Array | string)[]) => Uint8Array;

const BYTE_DIGITS = 2;

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(BYTE_DIGITS, '0'));

/** Bytes as lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += DIGITS[byte] ?? '';
  return text;
}

/** Bytes of a hex text. What is no hex becomes other bytes than any hash has, so that it equals none. */
export function fromHex(text: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/.test(text)) return new Uint8Array();
  const bytes = new Uint8Array(text.length / BYTE_DIGITS);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(text.slice(index * BYTE_DIGITS, (index + 1) * BYTE_DIGITS), 16);
  return bytes;
}
