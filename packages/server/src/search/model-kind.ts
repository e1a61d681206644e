import { createWordIndex, type WordIndex } from '@sluice/arm/words';
import type { Snapshot } from '@sluice/engine';
import type { CatalogVersion } from '@sluice/providers/models';
import { modelSearchable } from '../catalog/model-searchable.ts';
import { catalogOf, modelReader } from '../catalog/readable-models.ts';
import { modelKeyOf } from '../catalog/stored-models.ts';
import type { KnownKind } from './known-kind.ts';
import type { SearchEntry } from './search-entry.ts';

const LISTS = new WeakMap<Snapshot['facts'], WordIndex<SearchEntry>>();

/** The models of registries, in their newest versions. */
export const MODEL_KIND: KnownKind = {
  kind: 'model',
  list(snapshot) {
    const known = LISTS.get(snapshot.facts);
    if (known !== undefined) return known;
    const entries = catalogOf(snapshot)
      .filter(({ isNewest }) => isNewest)
      .map(model => modelEntry(model, snapshot));
    const list = createWordIndex(entries, ({ searchable }) => searchable);
    LISTS.set(snapshot.facts, list);
    return list;
  },
  sees(snapshot, tenantId, caller) {
    const mayRead = modelReader(snapshot, tenantId, caller);
    return ({ model }) => model !== undefined && mayRead(model);
  },
};

/** A model of a registry, in one version of it. */
export function modelEntry(model: CatalogVersion, snapshot: Pick<Snapshot, 'facts'>): SearchEntry {
  const key = modelKeyOf(model, snapshot);
  return {
    kind: 'model',
    type: 'Microsoft.MachineLearningServices/registries/models',
    key,
    id: key,
    name: model.name,
    searchable: modelSearchable(model),
    model,
  };
}
