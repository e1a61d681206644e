/** A reference cut at its slashes, each part decoded once; or why it is no reference. */
export type Segments = { readonly parts: readonly string[] } | { readonly problem: string };

/** White space, and characters that nobody sees: control, format, unpaired halves, unassigned. */
const INVISIBLE = /[\s\p{C}\p{Z}]/u;
/** What would end the path, or be read as a slash by somebody else. */
const FORBIDDEN = /[?#\\]/;
/** What a name may hold: Azure's are ASCII (groups with parentheses); other letters stay what they are, other names. */
const NAME = /^[A-Za-z0-9._~()\-\p{L}\p{N}\p{M}]+$/u;
/** Longer references are refused before anything looks at them. */
const MAX_LENGTH = 2048;

/**
 * Cuts a model reference into its parts, so that no spelling of it can mean something else further down.
 *
 * Percent-encoding is undone once. Refused, with the reason: white space and invisible characters, queries and fragments,
 * an encoded slash, anything that is still encoded after decoding once, `.` and `..`. Trailing slashes are dropped.
 */
export function splitReference(reference: string): Segments {
  if (reference === '') return { problem: 'is empty' };
  if (reference.length > MAX_LENGTH) return { problem: `is longer than ${MAX_LENGTH} characters` };
  const refused = refusedCharacters(reference);
  if (refused !== undefined) return { problem: refused };
  const parts: string[] = [];
  for (const part of reference.replace(/\/+$/, '').split('/')) {
    const decoded = decodeOnce(part);
    if (decoded === undefined) return { problem: `has a percent-encoding that is not valid, in '${part}'` };
    if (decoded.includes('/')) return { problem: `has an encoded slash, in '${part}'` };
    if (decoded.includes('%')) return { problem: `is encoded twice, in '${part}'` };
    if (decoded === '.' || decoded === '..') return { problem: `has the path segment '${decoded}'` };
    const hidden = refusedCharacters(decoded);
    if (hidden !== undefined) return { problem: hidden };
    parts.push(decoded);
  }
  return { parts };
}

/** True for text that can be the name or version of an asset. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

/**
 * A decoded name as it stands in a canonical id: other letters than ASCII percent-encoded, then all in lower case.
 *
 * In this order, since case folding turns some letters into ASCII ones (the Kelvin sign into `k`): a look-alike must not become the
 * name that it imitates.
 */
export function canonicalName(name: string): string {
  return encodeURIComponent(name).toLowerCase();
}

function refusedCharacters(text: string): string | undefined {
  if (INVISIBLE.test(text)) return 'has white space or an invisible character';
  if (FORBIDDEN.test(text)) return "has a query, a fragment or a backslash ('?', '#', '\\')";
  return undefined;
}

function decodeOnce(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
