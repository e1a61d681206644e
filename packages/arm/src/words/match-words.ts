import { findWord, type SearchText, toSearchText } from './search-text.ts';

/** Something that can be found: by what it is called first of all, and by whatever else is said of it. */
export type Searchable = { readonly title: SearchText; readonly more: readonly SearchText[] };

/** How well something fits: how many of the words it has, and from 0 to 1 how near it is to them. */
export type WordMatch = { readonly words: number; readonly score: number };

export function toSearchable(title: string, more: readonly string[] = []): Searchable {
  return { title: toSearchText(title), more: more.map(toSearchText) };
}

/** Whether every word is somewhere in it. */
export function hasWords(words: readonly string[], { title, more }: Searchable): boolean {
  return words.every(
    word => findWord(word, title) !== undefined || more.some(text => findWord(word, text) !== undefined),
  );
}

/**
 * How well something fits the words of a search. A word in the title counts more than one elsewhere, a whole word more than the start of
 * one; of equal ones that whose title says nothing else is nearest.
 */
export function matchWords(words: readonly string[], { title, more }: Searchable): WordMatch {
  const weights = words.map(word => weightOf(word, title, more));
  const found = weights.filter(weight => weight > 0).length;
  if (found === 0) return { words: 0, score: 0 };
  const weight = weights.reduce((sum, each) => sum + each, 0) / words.length;
  return { words: found, score: WORDS_SHARE * weight + (1 - WORDS_SHARE) * nearness(words, title) };
}

const WORDS_SHARE = 0.7;
const WEIGHTS = { title: { whole: 1, start: 0.8 }, more: { whole: 0.4, start: 0.3 } } as const;

function weightOf(word: string, title: SearchText, more: readonly SearchText[]): number {
  const inTitle = findWord(word, title);
  if (inTitle !== undefined) return WEIGHTS.title[inTitle];
  const elsewhere = more.map(text => findWord(word, text));
  if (elsewhere.includes('whole')) return WEIGHTS.more.whole;
  return elsewhere.includes('start') ? WEIGHTS.more.start : 0;
}

/** How much of the title the words are when it begins with them; half of that when they are anywhere in it. */
function nearness(words: readonly string[], title: SearchText): number {
  if (title.joined === '') return 0;
  const text = words.join('');
  if (title.joined.startsWith(text)) return text.length / title.joined.length;
  const length = words
    .filter(word => findWord(word, title) !== undefined)
    .reduce((sum, word) => sum + word.length, 0);
  return Math.min(1, length / title.joined.length) / 2;
}
