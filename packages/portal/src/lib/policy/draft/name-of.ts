import { wordsOf } from '../../words.ts';

const MOST = 64;

/** A name for an id that says what the display name does: words with hyphens, at most 64 characters, cut after a word. */
export function nameOf(displayName: string): string {
  const whole = wordsOf(displayName).join('-');
  if (whole.length <= MOST) return whole;
  const cut = whole.slice(0, MOST + 1);
  const end = cut.lastIndexOf('-');
  return end > 0 ? cut.slice(0, end) : whole.slice(0, MOST);
}
