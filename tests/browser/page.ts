import {
  type CaseAliases,
  createAnswer,
  type Expectation,
  type Family,
  type LanguageCase,
} from '../house/language-case.ts';

/** Cases of one file, as the page gets them. */
export type CaseFile = {
  readonly family: Family;
  readonly name: string;
  readonly cases: readonly LanguageCase[];
};

/** What the page makes of every case, in their order; what was thrown as text. */
export type PageAnswers = readonly (readonly (Expectation | { readonly thrown: string })[])[];

/** What the test calls in the page. */
export type Page = {
  answerAll(given: { readonly aliases: CaseAliases; readonly files: readonly CaseFile[] }): PageAnswers;
};

const page: Page = {
  answerAll({ aliases, files }) {
    const answer = createAnswer(aliases);
    return files.map(({ family, name, cases }) =>
      cases.map(given => {
        try {
          return answer(family, name, given);
        } catch (error) {
          return { thrown: String(error) };
        }
      }),
    );
  },
};

Object.assign(globalThis, page);
