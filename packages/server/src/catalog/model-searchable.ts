import { type Searchable, toSearchable } from '@sluice/arm/words';
import type { CatalogVersion } from '@sluice/providers/models';
import { FILTERED_FACT_NAMES, factOf } from './filtered-facts.ts';

const SEARCHABLES = new WeakMap<CatalogVersion['facts'], Searchable>();

/** A model as searches look at it: its name, and the facts that are texts. Made once, however often the catalog around it changes. */
export function modelSearchable(model: CatalogVersion): Searchable {
  const known = SEARCHABLES.get(model.facts);
  if (known !== undefined) return known;
  const searchable = toSearchable(
    model.name,
    FILTERED_FACT_NAMES.flatMap(fact => factOf(model, fact) ?? []),
  );
  SEARCHABLES.set(model.facts, searchable);
  return searchable;
}
