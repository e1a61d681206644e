import { findWord, readSearch, type SearchText, toSearchText } from '@sluice/arm/words';
import type { CatalogVersion } from '@sluice/providers/models';

/** Facts whose values a filter names, as clients spell them, and what holds them. */
export const FILTERED_FACTS = {
  registry: 'registryName',
  publisher: 'publisher',
  task: 'task',
  licence: 'licence',
  format: 'format',
  stage: 'stage',
} as const;

export type FilteredFact = keyof typeof FILTERED_FACTS;
export const FILTERED_FACT_NAMES = Object.keys(FILTERED_FACTS) as readonly FilteredFact[];

/** Which models an answer lists. Texts compare without case; of several values one is enough. */
export type ModelFilter = Partial<Readonly<Record<FilteredFact, readonly string[]>>> & {
  /** Contained in the name. */
  readonly name?: string;
  /** Every word of it is in the model's name or in what is said of it, by the rules of searches. */
  readonly text?: string;
  /** Both included. A model of unknown size is of no size. */
  readonly minSizeBytes?: number;
  readonly maxSizeBytes?: number;
};

/** Whether a model is one that the filter asks for. */
export function createModelFilter(filter: ModelFilter): (model: CatalogVersion) => boolean {
  const { minSizeBytes = 0, maxSizeBytes = Number.POSITIVE_INFINITY } = filter;
  const name = filter.name?.toLowerCase() ?? '';
  const { words = [] } = readSearch(filter.text ?? '');
  const sets = FILTERED_FACT_NAMES.flatMap(fact => {
    const wanted = filter[fact];
    return wanted === undefined ? [] : [{ fact, wanted: new Set(wanted.map(each => each.toLowerCase())) }];
  });
  const isSized = filter.minSizeBytes !== undefined || filter.maxSizeBytes !== undefined;
  return model => {
    const { sizeBytes } = model.facts;
    return (
      model.name.includes(name) &&
      sets.every(({ fact, wanted }) => {
        const value = factOf(model, fact);
        return value !== undefined && wanted.has(value.toLowerCase());
      }) &&
      (!isSized ||
        (typeof sizeBytes === 'number' && sizeBytes >= minSizeBytes && sizeBytes <= maxSizeBytes)) &&
      words.every(word => searchTexts(model).some(text => findWord(word, text) !== undefined))
    );
  };
}

/** What a model has for a fact that filters name; undefined where nobody states it. */
export function factOf({ facts }: CatalogVersion, fact: FilteredFact): string | undefined {
  const value = facts[FILTERED_FACTS[fact]];
  return typeof value === 'string' ? value : undefined;
}

const TEXTS = new WeakMap<CatalogVersion, readonly SearchText[]>();

function searchTexts(model: CatalogVersion): readonly SearchText[] {
  const known = TEXTS.get(model);
  if (known !== undefined) return known;
  const texts = [model.name, ...FILTERED_FACT_NAMES.map(fact => factOf(model, fact) ?? '')].map(toSearchText);
  TEXTS.set(model, texts);
  return texts;
}
