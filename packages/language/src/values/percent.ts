import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** A text with its percent-encoded bytes decoded as UTF-8. A `%` that begins no encoding stays as it is. */
export function decodePercent(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, run => {
    const bytes = run.match(/[0-9a-f]{2}/gi) ?? [];
    const decoded = decodeUtf8(Uint8Array.from(bytes, byte => Number.parseInt(byte, 16)));
    // Bytes that are no UTF-8 come back with replacements: then the text was no encoding of a text.
    return encodeUtf8(decoded).length === bytes.length && !decoded.includes('\ufffd') ? decoded : run;
  });
}

/** A text in UTF-8 with every byte percent-encoded but those of letters, digits, `-`, `_`, `.` and `~` (RFC 3986). */
export function encodePercent(text: string): string {
  return Array.from(encodeUtf8(text), encodeByte).join('');
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9._~-]/.test(character)
    ? character
    : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
