import type { JsonObject } from '@sluice/arm/protocol';
import type { CatalogVersion } from '@sluice/providers/models';
import type { StoredModel } from './stored-models.ts';

/** What is counted of a model. */
export type ModelNumbers = {
  /** Versions of it that the caller may read. */
  readonly versions: number;
  /** Deployments that the caller may read and that run it. */
  readonly deployments: number;
};

const FACTS = ['publisher', 'licence', 'task', 'format', 'sizeBytes', 'stage'] as const;

/** A model as a card shows it; what nobody states is absent. */
export function modelToWire(model: CatalogVersion, numbers: ModelNumbers, stored: StoredModel): JsonObject {
  const { assetId, registry, name, version } = model;
  const facts = FACTS.flatMap(fact => {
    const value = model.facts[fact];
    return value === undefined ? [] : [[fact, value] as const];
  });
  return { assetId, registry, name, version, ...Object.fromEntries(facts), ...stored, ...numbers };
}
