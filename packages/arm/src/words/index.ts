export { bestMatches, type Matched } from './best-matches.ts';
export { hasWords, matchWords, type Searchable, toSearchable, type WordMatch } from './match-words.ts';
export { readSearch } from './read-search.ts';
export { findWord, type SearchText, toSearchText, wordsOf } from './search-text.ts';
export { createWordIndex, findAll, findMost, type WordIndex } from './word-index.ts';
