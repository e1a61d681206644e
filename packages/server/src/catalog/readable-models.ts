import { accessibleScopes, isWithin, type Snapshot } from '@sluice/engine';
import { type CatalogVersion, catalogVersions, registryOf } from '@sluice/providers/models';
import { mayAct } from '../write/access.ts';
import { type Caller, whoIs } from '../write/caller.ts';

const READ = 'Microsoft.MachineLearningServices/registries/models/versions/read';

const CATALOGS = new WeakMap<Snapshot['facts'], readonly CatalogVersion[]>();

/** The models of the registries that the caller may read: nobody learns of others what policy says of them. */
export function readableModels(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
): readonly CatalogVersion[] {
  return catalogOf(snapshot).filter(modelReader(snapshot, tenantId, caller));
}

/** Whether the caller may read a version of a model. */
export function modelReader(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
): (model: CatalogVersion) => boolean {
  const scopes = accessibleScopes(snapshot, whoIs(caller), READ);
  const whole = new Map<string, boolean>();
  return ({ registry, name, version }) => {
    const key = registryOf(registry, snapshot.facts);
    if (key === undefined) return false;
    let isWhole = whole.get(key);
    if (isWhole === undefined) {
      isWhole = mayAct(snapshot, tenantId, caller, READ, key);
      whole.set(key, isWhole);
    }
    return isWhole || isWithin(scopes, `${key}/models/${name}/versions/${version}`);
  };
}

/** Every model version of every registry. Made once for a state of the catalog. */
export function catalogOf(snapshot: Pick<Snapshot, 'facts'>): readonly CatalogVersion[] {
  const known = CATALOGS.get(snapshot.facts);
  if (known !== undefined) return known;
  const models = catalogVersions(snapshot.facts);
  CATALOGS.set(snapshot.facts, models);
  return models;
}
