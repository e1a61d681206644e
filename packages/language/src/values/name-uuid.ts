import { sha1 } from './sha1.ts';
import { encodeUtf8 } from './utf8.ts';

/** The UUID of version 5 (RFC 9562) that a name has in a namespace, which is a UUID itself. Lower case with hyphens. */
export function nameUuid(namespace: string, name: string): string {
  const prefix = Uint8Array.from(namespace.replaceAll('-', '').match(/../g) ?? [], digits =>
    Number.parseInt(digits, 16),
  );
  const bytes = sha1(Uint8Array.from([...prefix, ...encodeUtf8(name)])).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}
