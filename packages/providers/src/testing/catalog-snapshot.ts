import { parseResourceId } from '@sluice/arm/ids';
import { applyChanges, createSnapshot, type Snapshot, type SnapshotChange } from '@sluice/engine';
import type { JsonObject, JsonValue } from '@sluice/language';
import type { CompleteInput, ResourceType } from '../resource-type.ts';
import { createProviderVocabulary, createTypeTable, findType } from '../types/index.ts';
import { TENANT_ID, written } from './write.ts';

export const GROUP = '/subscriptions/s1/resourceGroups/Models';
const ML = `${GROUP}/providers/Microsoft.MachineLearningServices`;
export const REGISTRIES_AT = `${ML}/registries`;
export const WORKSPACE = `${ML}/workspaces/Team`;

/** A resource of a test's world: its id and body, and when it was made. */
export type Placed = readonly [id: string, body: JsonObject, now?: string];

/** A snapshot that these resources have been written into, one after the other, with the settings of the tenant. */
export function catalogSnapshot(resources: readonly Placed[], catalog: JsonObject = {}): Snapshot {
  const empty = createSnapshot(createTypeTable(), createProviderVocabulary());
  const settings: SnapshotChange = { kind: 'settings', key: 'default', record: { catalog } };
  return resources.reduce(
    (snapshot, [id, body, now]) => {
      const changes = changesOfWrite(id, body, snapshot, now === undefined ? {} : { now });
      return applyChanges(snapshot, snapshot.revision + 1, changes);
    },
    applyChanges(empty, 1, [settings]),
  );
}

/** What a PUT of a resource changes in a snapshot. */
export function changesOfWrite(
  id: string,
  body: JsonValue,
  snapshot: Snapshot,
  input: Partial<CompleteInput> = {},
): readonly SnapshotChange[] {
  const type = typeAt(id);
  const resource = written({ type, id, body, input: { tenantId: TENANT_ID, snapshot, ...input } });
  return type.changesOf?.(resource, undefined, snapshot.facts, snapshot) ?? [];
}

/** The type of the resource that an id names. */
export function typeAt(id: string): ResourceType {
  const type = findType(parseResourceId(id)?.typeKey ?? '');
  if (type === undefined) throw new Error(`'${id}' has no type`);
  return type;
}

/** A model version of a registry. */
export function registryVersion(
  registry: string,
  name: string,
  version: string,
  properties: JsonObject = {},
  now?: string,
): Placed {
  const placed = [`${REGISTRIES_AT}/${registry}/models/${name}/versions/${version}`, { properties }] as const;
  return now === undefined ? placed : [...placed, now];
}

/** A model version of the workspace. */
export function workspaceVersion(name: string, version: string, properties: JsonObject = {}): Placed {
  return [`${WORKSPACE}/models/${name}/versions/${version}`, { properties }];
}
