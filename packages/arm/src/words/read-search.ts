import { wordsOf } from './search-text.ts';

const MOST_WORDS = 100;
const MOST_CHARACTERS = 4_000;

/**
 * The words that a search asks for, each once; none for a text without letters and digits. Of what nobody searches for the problem says
 * what is too long about it.
 */
export function readSearch(
  text: string,
): { readonly words: readonly string[] } | { readonly words?: undefined; readonly problem: string } {
  if (text.length > MOST_CHARACTERS)
    return { problem: `has ${text.length} characters, and at most ${MOST_CHARACTERS} are searched for` };
  const words = [...new Set(wordsOf(text))];
  return words.length > MOST_WORDS
    ? { problem: `has ${words.length} different words, and at most ${MOST_WORDS} are searched for` }
    : { words };
}
