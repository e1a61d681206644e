import type { CatalogVersion } from '@sluice/providers/models';

/** Facts whose values a filter names, as clients spell them, and what holds them. */
const FILTERED_FACTS = {
  registry: 'registryName',
  publisher: 'publisher',
  task: 'task',
  licence: 'licence',
  format: 'format',
  stage: 'stage',
} as const;

export type FilteredFact = keyof typeof FILTERED_FACTS;
export const FILTERED_FACT_NAMES = Object.keys(FILTERED_FACTS) as readonly FilteredFact[];

/** What a model has for a fact that filters name; undefined where nobody states it. */
export function factOf({ facts }: CatalogVersion, fact: FilteredFact): string | undefined {
  const value = facts[FILTERED_FACTS[fact]];
  return typeof value === 'string' ? value : undefined;
}
