import { parseResourceId } from '@sluice/arm/ids';
import type { Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import { type CatalogVersion, registryOf } from '@sluice/providers/models';
import type { Storage } from '@sluice/storage';
import { objectAt, textAt } from '../json-value.ts';
import { shorten } from '../shorten.ts';
import { mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';

/** What the catalog does not keep of a model, since no rule asks for it. */
export type StoredModel = {
  /** Of the model, its versions aside. */
  readonly id: string;
  /** As its registry spells it. */
  readonly displayName: string;
  readonly description?: string;
};

const READ_MODEL = 'Microsoft.MachineLearningServices/registries/models/read';
const MOST_CHARACTERS = 300;

/**
 * What is stored of these models, which the caller may read. A version's own description goes before that of its model, which not everybody who
 * may read versions may read.
 */
export async function readStoredModels(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
  { resources }: Pick<Storage, 'resources'>,
  models: readonly CatalogVersion[],
): Promise<(model: CatalogVersion) => StoredModel> {
  const versions = byKey(await resources.getMany(models.map(model => versionKeyOf(model, snapshot))));
  const undescribed = models.flatMap(model => {
    const version = versions.get(versionKeyOf(model, snapshot));
    const key = modelKeyOf(model, snapshot);
    const isAsked = version !== undefined && descriptionOf(version) === undefined;
    return isAsked && mayAct(snapshot, tenantId, caller, READ_MODEL, key) ? [key] : [];
  });
  const containers = byKey(await resources.getMany([...new Set(undescribed)]));
  return model => {
    const modelKey = modelKeyOf(model, snapshot);
    const version = versions.get(versionKeyOf(model, snapshot));
    const description = descriptionOf(version) ?? descriptionOf(containers.get(modelKey));
    return {
      id: version === undefined ? modelKey : (parseResourceId(version.id)?.parentId ?? modelKey),
      displayName: (version && parseResourceId(version.id)?.names.at(-2)) ?? model.name,
      ...(description === undefined ? {} : { description: shorten(description, MOST_CHARACTERS) }),
    };
  };
}

/** Key of the resource that a model of the catalog is. */
export function modelKeyOf({ registry, name }: CatalogVersion, { facts }: Pick<Snapshot, 'facts'>): string {
  return `${registryOf(registry, facts) ?? ''}/models/${name}`;
}

function versionKeyOf(model: CatalogVersion, snapshot: Snapshot): string {
  return `${modelKeyOf(model, snapshot)}/versions/${model.version}`;
}

function descriptionOf(resource: Resource | undefined): string | undefined {
  const text = textAt(objectAt(resource?.body, 'properties'), 'description')?.trim();
  return text === '' ? undefined : text;
}

function byKey(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map(resource => [resource.key, resource]));
}
