import type { FactTable } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../json-value.ts';
import { registryKey, registryModelOf } from './catalog-records.ts';
import { newestOf } from './resolve.ts';

/** One version of a model of a registry, as the catalog has it. Texts are canonical. */
export type CatalogVersion = {
  /** `azureml://registries/r/models/n/versions/v` */
  readonly assetId: string;
  readonly registry: string;
  readonly name: string;
  readonly version: string;
  /** Every fact of `MODEL_FACTS` that somebody states. */
  readonly facts: JsonObject;
  /** What `latest` means. */
  readonly isNewest: boolean;
};

/** Every model version of every registry, in the order of asset ids. Costs a look at every record of the catalog. */
export function catalogVersions(table: FactTable): readonly CatalogVersion[] {
  const newest = new Map<string, JsonObject | undefined>();
  const versions: CatalogVersion[] = [];
  for (const assetId of table.keys()) {
    const parent = registryModelOf(assetId);
    if (parent === undefined) continue;
    const record = table.get(assetId);
    const facts = objectAt(record, 'model');
    const [registry, name, version] = ['registryName', 'name', 'version'].map(each => textAt(facts, each));
    if (registry === undefined || name === undefined || version === undefined) continue;
    if (!newest.has(parent)) newest.set(parent, newestOf(table.members(parent), table));
    versions.push({ assetId, registry, name, version, facts, isNewest: newest.get(parent) === record });
  }
  return versions.sort((one, other) => (one.assetId < other.assetId ? -1 : 1));
}

/** Key (ARM id in lower case) of the registry that has a name; undefined when none has. */
export function registryOf(name: string, table: FactTable): string | undefined {
  return textAt(table.get(registryKey(name)), 'id');
}
