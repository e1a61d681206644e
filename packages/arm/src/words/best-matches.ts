import type { WordMatch } from './match-words.ts';

/** Something and how well it fits. */
export type Matched<T> = { readonly item: T; readonly match: WordMatch };

/**
 * Of what was found the part that is told, best first: what has all the words, or when nothing has, what has most of them. Equally good
 * ones keep their order.
 */
export function bestMatches<T>(found: readonly Matched<T>[]): readonly Matched<T>[] {
  const most = found.reduce((max, { match }) => Math.max(max, match.words), 0);
  if (most === 0) return [];
  return found
    .filter(({ match }) => match.words === most)
    .sort((one, other) => other.match.score - one.match.score);
}
