import type { CatalogVersion } from '@sluice/providers/models';

/** Which models an answer lists. Texts compare without case; of several values one is enough. */
export type ModelFilter = {
  readonly registry?: readonly string[];
  readonly publisher?: readonly string[];
  readonly task?: readonly string[];
  readonly licence?: readonly string[];
  /** Contained in the name. */
  readonly name?: string;
  readonly verdict?: 'allow' | 'deny';
};

/** Whether a model is one that the filter asks for; the verdict is looked at elsewhere. */
export function createModelFilter(filter: ModelFilter): (model: CatalogVersion) => boolean {
  const name = filter.name?.toLowerCase() ?? '';
  const sets = FACTS.flatMap(({ key, fact }) => {
    const wanted = filter[key];
    return wanted === undefined ? [] : [{ fact, wanted: new Set(wanted.map(each => each.toLowerCase())) }];
  });
  return model =>
    model.name.includes(name) &&
    sets.every(({ fact, wanted }) => {
      const value = model.facts[fact];
      return typeof value === 'string' && wanted.has(value.toLowerCase());
    });
}

const FACTS = [
  { key: 'registry', fact: 'registryName' },
  { key: 'publisher', fact: 'publisher' },
  { key: 'task', fact: 'task' },
  { key: 'licence', fact: 'licence' },
] as const;
