/** The language of all words, numbers, dates and orders, as BCP 47 tells languages. */
export const locale = 'en';
