/** The longest id or path that is looked at; ARM's own ids stay far below. */
export const MAX_ID_LENGTH = 2048;

// Control characters, and what would end a path in a URL.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}?#\\]/u;

/**
 * The segments of a decoded path, empty ones left out (`//` is one slash, a trailing slash is none).
 *
 * Undefined for what no id may hold: no leading slash, control characters, `?`, `#`, `\`, a segment of dots only, more than
 * `MAX_ID_LENGTH` characters. `''` and `'/'` have no segments: the tenant.
 */
export function splitPath(path: string): readonly string[] | undefined {
  if (path === '') return [];
  if (path.length > MAX_ID_LENGTH || !path.startsWith('/') || UNSAFE.test(path)) return undefined;
  const segments = path.split('/').filter(segment => segment !== '');
  return segments.some(segment => segment === '.' || segment === '..') ? undefined : segments;
}
