/** A text as searches look into it: its words, which begin at `starts`, with nothing between them. */
export type SearchText = { readonly joined: string; readonly starts: readonly number[] };

/**
 * The words of a text in their order: runs of letters and digits, without case. Whatever else is in it (punctuation, white space, NUL) only
 * keeps words apart; letters that look alike by Unicode's compatibility (full width, ligatures) are the same.
 */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The text ready to be looked into, once for all searches. */
export function toSearchText(text: string): SearchText {
  const words = wordsOf(text);
  let length = 0;
  const starts = words.map(word => {
    const start = length;
    length += word.length;
    return start;
  });
  return { joined: words.join(''), starts };
}

/**
 * How a word is in a text: `whole` where it is one of its words, `start` where one of them begins so. What stands between words does not
 * count, so that `phi4` is wholly in `Phi-4`.
 */
export function findWord(word: string, { joined, starts }: SearchText): 'whole' | 'start' | undefined {
  let found: 'start' | undefined;
  for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, at + 1)) {
    if (!starts.includes(at)) continue;
    const end = at + word.length;
    if (end === joined.length || starts.includes(end)) return 'whole';
    found = 'start';
  }
  return found;
}
