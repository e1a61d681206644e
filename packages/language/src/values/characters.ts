const SURROGATE = /[\ud800-\udfff]/;

/**
 * Texts by characters (code points), so that no function cuts a character in two. Our choice: .NET counts UTF-16
 * units, which is the same for all but emoji and rare scripts.
 */
export function characterCount(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

/** The characters from `start` up to and without `end`. Both from 0; no negative ones. */
export function sliceCharacters(text: string, start: number, end?: number): string {
  return SURROGATE.test(text) ? Array.from(text).slice(start, end).join('') : text.slice(start, end);
}

/** The last character; '' of the empty text. */
export function lastCharacter(text: string): string {
  return SURROGATE.test(text) ? (Array.from(text).at(-1) ?? '') : text.slice(-1);
}
