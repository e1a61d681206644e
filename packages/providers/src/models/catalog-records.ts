import type { ResourceId } from '@sluice/arm/ids';
import { parseResourceId } from '@sluice/arm/ids';
import type { FactRecord, FactTable, Resource, SnapshotChange } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, present, sameJson, textAt } from '../json-value.ts';
import {
  type ModelId,
  modelOf,
  parseAssetId,
  registryModelId,
  type WorkspaceRef,
  workspaceModelId,
} from './asset-id.ts';
import { type CatalogEntry, catalogFacts } from './facts.ts';

/*
 * The catalog as the snapshot keeps it. Keys of its records:
 *   azureml://.../models/n/versions/v    a model version, below its model: {model, createdAt, origin?, digest?}
 *   digest:<sha256>/<id>                 the registry models with that digest, below digest:<sha256>: {id}
 *   format:<format>/<name>/<id>          the registry models of that format and name, below format:<format>/<name>: {id}
 *   registry:<name>                      who has the name: {id} (ARM id in lower case)
 *   workspace:<workspaceId>              which workspace that is: {subscriptionId, resourceGroup, workspace}
 */

/** Key below which the registry models with a digest are listed. */
export function digestKey(digest: string): string {
  return `digest:${digest}`;
}

/** Key below which the registry models of a format and name are listed; both compared without case. */
export function formatKey(format: string, name: string): string {
  return `format:${encodeURIComponent(format).toLowerCase()}/${name}`;
}

/** Key of the record that says which registry has a name. */
export function registryKey(name: string): string {
  return `registry:${name.toLowerCase()}`;
}

/** Key of the record that says which workspace has a workspace id. */
export function workspaceKey(workspaceId: string): string {
  return `workspace:${workspaceId.toLowerCase()}`;
}

/** The canonical id of a stored model or model version, of a registry or a workspace; undefined for any other resource. */
export function modelIdOf(resource: { readonly id: string }): ModelId | undefined {
  const id = parseResourceId(resource.id);
  if (id?.types[1]?.toLowerCase() !== 'models') return undefined;
  const [place = '', name = '', version] = id.names;
  if (id.types[0]?.toLowerCase() === 'registries') return registryModelId(place, name, version);
  const workspace = workspaceOf(id);
  return workspace && workspaceModelId(workspace, name, version);
}

/** The workspace that a resource is, or is in. */
export function workspaceOf(id: ResourceId | undefined): WorkspaceRef | undefined {
  if (id?.types[0]?.toLowerCase() !== 'workspaces') return undefined;
  const { subscriptionId, resourceGroup } = id.scope;
  const workspace = id.names[0];
  if (subscriptionId === undefined || resourceGroup === undefined || workspace === undefined)
    return undefined;
  return { subscriptionId, resourceGroup, workspace };
}

/** The changes of the catalog that a written or deleted model version makes. What stays the same is no change. */
export function versionChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  return changesBetween(versionRecords(after), versionRecords(before));
}

/** The changes that take the records of one resource to those of another. */
export function changesBetween(after: Records, before: Records): readonly SnapshotChange[] {
  const gone = [...before.keys()].filter(key => !after.has(key));
  const made = [...after].filter(([key, record]) => !sameJson(plain(record), plain(before.get(key))));
  return [
    ...gone.map(key => ({ kind: 'facts', key, record: null }) as const),
    ...made.map(([key, record]) => ({ kind: 'facts', key, record }) as const),
  ];
}

export type Records = ReadonlyMap<string, FactRecord>;

/** The digest under which a model is known: SHA-256 in lower case, without its prefix. */
export function digestOf(entry: CatalogEntry): string | undefined {
  const digest = textAt(entry.more, 'sha256')
    ?.trim()
    .toLowerCase()
    .replace(/^sha256:/, '');
  return digest === '' ? undefined : digest;
}

/** What a model version says of itself. Tags are read where Azure has them, below `properties`, and at the root; names without case. */
export function entryOf(body: JsonObject): CatalogEntry {
  const properties = objectAt(body, 'properties');
  const tags = [...Object.entries(objectAt(body, 'tags')), ...Object.entries(objectAt(properties, 'tags'))];
  return {
    properties,
    more: objectAt(properties, 'properties'),
    tags: new Map(
      tags.flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value]] : [])),
    ),
  };
}

/** The canonical id of the registry's model that a key is a version of; undefined for any other record. */
export function registryModelOf(key: string): string | undefined {
  return REGISTRY_VERSION.exec(key)?.[1];
}

const REGISTRY_VERSION = /^(azureml:\/\/registries\/[^/]+\/models\/[^/]+)\/versions\/[^/]+$/;

/** The keys of the versions of a model that the catalog knows. */
export function versionsOf(id: ModelId, facts: FactTable): readonly string[] {
  return facts.members(modelOf(id).canonical);
}

function versionRecords(resource: Resource | undefined): Records {
  const records = new Map<string, FactRecord>();
  const id = resource && modelIdOf(resource);
  if (!resource || !id) return records;
  const key = id.canonical;
  const entry = entryOf(resource.body);
  const model = catalogFacts(id, entry);
  const digest = digestOf(entry);
  const origin = originOf(entry, resource);
  const { createdAt } = resource.systemData;
  records.set(key, { parent: modelOf(id).canonical, facts: present({ model, createdAt, origin, digest }) });
  if (id.source !== 'registry') return records;
  const format = textAt(model, 'format');
  if (digest !== undefined)
    records.set(`${digestKey(digest)}/${key}`, { parent: digestKey(digest), facts: { id: key } });
  if (format !== undefined)
    records.set(`${formatKey(format, id.name)}/${key}`, {
      parent: formatKey(format, id.name),
      facts: { id: key },
    });
  return records;
}

/** The canonical id of the model that this one says it was made from. */
function originOf(entry: CatalogEntry, resource: Resource): string | undefined {
  const source = textAt(entry.more, 'sourceAssetId');
  if (source === undefined || source.trim() === '') return undefined;
  const { id } = parseAssetId(source, workspaceOf(parseResourceId(resource.id)));
  return id?.canonical ?? source;
}

function plain(record: FactRecord | undefined): JsonObject | undefined {
  return record && present({ parent: record.parent, facts: record.facts });
}
