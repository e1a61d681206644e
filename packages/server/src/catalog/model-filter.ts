import { hasWords, readSearch } from '@sluice/arm/words';
import type { CatalogVersion } from '@sluice/providers/models';
import { FILTERED_FACT_NAMES, type FilteredFact, factOf } from './filtered-facts.ts';
import { modelSearchable } from './model-searchable.ts';

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
      hasWords(words, modelSearchable(model))
    );
  };
}
