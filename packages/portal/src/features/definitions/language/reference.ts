import words from './reference.json';

type Words = Readonly<Record<string, string>>;

/** What operators, functions and effects mean, in the words of their sources. */
export const REFERENCE: Readonly<Record<'operators' | 'functions' | 'effects', Words>> = words;
