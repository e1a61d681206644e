import type { JsonObject } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import { readStoredModels } from '../catalog/stored-models.ts';
import { objectAt, textAt } from '../json-value.ts';
import { shorten } from '../shorten.ts';
import type { SearchHit } from './search.ts';
import type { SearchWorld } from './search-world.ts';

const MOST_CHARACTERS = 200;

/** Finds as an answer tells them: with what is stored of them and nobody searched by. */
export async function hitsToWire(
  hits: readonly SearchHit[],
  { snapshot, storage, tenantId, caller }: SearchWorld,
): Promise<readonly JsonObject[]> {
  const models = hits.flatMap(({ entry }) => entry.model ?? []);
  const keys = hits.flatMap(({ entry }) => (entry.model === undefined ? [entry.key] : []));
  const [storedModel, resources] = await Promise.all([
    readStoredModels(snapshot, tenantId, caller, storage, models),
    storage.resources.getMany(keys),
  ]);
  const byKey = new Map(resources.map(resource => [resource.key, resource]));
  return hits.map(({ entry, score }) => {
    const { kind, type, name, model } = entry;
    const stored = model === undefined ? textsOf(byKey.get(entry.key)) : storedModel(model);
    const { description } = stored;
    return {
      id: stored.id ?? entry.id,
      type,
      kind,
      name,
      displayName: entry.displayName ?? stored.displayName ?? name,
      ...(description === undefined ? {} : { description: shorten(description, MOST_CHARACTERS) }),
      ...(entry.scope === undefined ? {} : { scope: entry.scope }),
      ...(model === undefined ? {} : { assetId: model.assetId }),
      score: Math.round(score * 1_000) / 1_000,
    };
  });
}

type Texts = { readonly id?: string; readonly displayName?: string; readonly description?: string };

function textsOf(resource: Resource | undefined): Texts {
  const properties = objectAt(resource?.body, 'properties');
  const [displayName, description] = [
    textAt(properties, 'displayName') ?? textAt(properties, 'friendlyName'),
    textAt(properties, 'description'),
  ];
  return {
    ...(isText(displayName) ? { displayName } : {}),
    ...(isText(description) ? { description } : {}),
  };
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
