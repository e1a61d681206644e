import { matchesWords } from './words.ts';

/** Something that a value may be, and a few words about it. */
export type Suggestion = { readonly value: string; readonly detail?: string };

/** More than this nobody reads; typing finds the rest. */
const MOST = 50;

/** Whether a text is one of them as it stands. */
export function isSuggestion(text: string, all: readonly Suggestion[]): boolean {
  return all.some(({ value }) => value.toLowerCase() === text.trim().toLowerCase());
}

/** What is offered for a text that is being typed: what it finds, and everything while it is one of them as it stands. */
export function suggestionsFor(text: string, all: readonly Suggestion[]): readonly Suggestion[] {
  const fitting = isSuggestion(text, all)
    ? all
    : all.filter(({ value, detail }) => matchesWords(text, value, detail));
  return fitting.slice(0, MOST);
}
