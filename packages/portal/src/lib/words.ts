/** The words of a text, for searching: letters and digits only, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether each word of the query begins a word of one of the texts, whatever the punctuation and letter case. An empty query does. */
export function matchesWords(query: string, ...texts: readonly (string | undefined)[]): boolean {
  const words = texts.flatMap(text => (text === undefined ? [] : wordsOf(text)));
  return wordsOf(query).every(asked => words.some(word => word.startsWith(asked)));
}
