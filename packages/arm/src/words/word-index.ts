import { bestMatches, type Matched } from './best-matches.ts';
import { hasWords, matchWords, type Searchable } from './match-words.ts';

/** Things to be searched often. */
export type WordIndex<T> = {
  readonly items: readonly T[];
  searchableOf(item: T): Searchable;
  /** The texts of all, one after the other, and where those of each begin. */
  readonly haystack: string;
  readonly starts: readonly number[];
};

/** Puts the texts of many things together, so that what has nothing of a word is passed over by one look through them. */
export function createWordIndex<T>(items: readonly T[], searchableOf: (item: T) => Searchable): WordIndex<T> {
  let length = 0;
  const starts: number[] = [];
  const parts = items.map(item => {
    const { title, more } = searchableOf(item);
    const part = `${[title, ...more].map(({ joined }) => joined).join('\n')}\n`;
    starts.push(length);
    length += part.length;
    return part;
  });
  return { items, searchableOf, haystack: parts.join(''), starts };
}

/** What is accepted and has all the words, best first. */
export function findAll<T>(
  index: WordIndex<T>,
  words: readonly string[],
  accepts: (item: T) => boolean,
): readonly Matched<T>[] {
  // The longest word is in the fewest.
  const [longest] = words.toSorted((one, other) => other.length - one.length);
  if (longest === undefined) return [];
  const found = placesOf(index, longest).flatMap(place => {
    const item = index.items[place] as T;
    const searchable = index.searchableOf(item);
    if (!hasWords(words, searchable) || !accepts(item)) return [];
    return [{ item, match: matchWords(words, searchable) }];
  });
  return bestMatches(found);
}

/** What is accepted and has most of the words, best first: of each as many as the one that has most. */
export function findMost<T>(
  index: WordIndex<T>,
  words: readonly string[],
  accepts: (item: T) => boolean,
): readonly Matched<T>[] {
  const atMost = new Map<number, number>();
  for (const word of words)
    for (const place of placesOf(index, word)) atMost.set(place, (atMost.get(place) ?? 0) + 1);
  const found: Matched<T>[] = [];
  let most = 1;
  for (const [place, bound] of [...atMost].sort((one, other) => other[1] - one[1] || one[0] - other[0])) {
    if (bound < most) break;
    const item = index.items[place] as T;
    if (!accepts(item)) continue;
    const match = matchWords(words, index.searchableOf(item));
    most = Math.max(most, match.words);
    found.push({ item, match });
  }
  return bestMatches(found);
}

/** Places of the items that have the text somewhere, if only in the middle of a word. */
function placesOf<T>({ haystack, starts }: WordIndex<T>, word: string): readonly number[] {
  const places: number[] = [];
  let place = 0;
  for (let at = haystack.indexOf(word); at >= 0; at = haystack.indexOf(word, starts[place])) {
    while ((starts[place + 1] ?? haystack.length) <= at) place++;
    places.push(place);
    place++;
    if (place >= starts.length) break;
  }
  return places;
}
