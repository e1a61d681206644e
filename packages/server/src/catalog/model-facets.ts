import type { CatalogVersion } from '@sluice/providers/models';
import { type FilteredFact, factOf } from './filtered-facts.ts';
import { createModelFilter, type ModelFilter } from './model-filter.ts';

const FACETS = ['registry', 'publisher', 'task', 'licence'] as const satisfies readonly FilteredFact[];

export type FacetValue = { readonly value: string; readonly count: number };
export type ModelFacets = Readonly<Record<(typeof FACETS)[number], readonly FacetValue[]>>;

/**
 * How many models there would be for each value of a fact, if the filter named that one instead of those it names for the fact; the most
 * frequent first. Values that differ in case alone are one; models that do not have the fact are in none.
 */
export function modelFacets(models: readonly CatalogVersion[], filter: ModelFilter): ModelFacets {
  const of = (fact: FilteredFact) => valuesOf(models, fact, filter);
  return {
    registry: of('registry'),
    publisher: of('publisher'),
    task: of('task'),
    licence: of('licence'),
  };
}

function valuesOf(
  models: readonly CatalogVersion[],
  fact: FilteredFact,
  { [fact]: _, ...others }: ModelFilter,
): readonly FacetValue[] {
  const fits = createModelFilter(others);
  const counts = new Map<string, { value: string; count: number }>();
  for (const model of models) {
    const value = factOf(model, fact);
    if (value === undefined || !fits(model)) continue;
    const known = counts.get(value.toLowerCase());
    if (known === undefined) counts.set(value.toLowerCase(), { value, count: 1 });
    else known.count++;
  }
  return [...counts.values()].sort(
    (one, other) => other.count - one.count || (one.value < other.value ? -1 : 1),
  );
}
