import type { FactTable } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../json-value.ts';
import { LATEST, type ModelId, parseAssetId, withVersion, workspaceModelId } from './asset-id.ts';
import { formatKey, versionsOf, workspaceKey } from './catalog-records.ts';
import { versionNumberOf } from './version-range.ts';

/** A model as the catalog has it: its id with the version that is meant, and what is known of that. */
export type ResolvedModel = {
  readonly id: ModelId;
  /** The record of the version; undefined when the catalog does not know it. */
  readonly record?: JsonObject;
};

/**
 * Finds what a reference means in the catalog: a workspace by its workspace id, `latest` or no version as the newest version.
 *
 * `latest` is the version with the highest number; where no version is a number, the one that was created last. What cannot be
 * resolved comes back without a version: another label, or a model that the catalog does not know.
 */
export function resolveModel(reference: ModelId, facts: FactTable): ResolvedModel {
  const id = locate(reference, facts);
  if (id.version !== undefined) return withRecord(id, facts.get(id.canonical));
  const newest =
    id.label === undefined || id.label === LATEST ? newestOf(versionsOf(id, facts), facts) : undefined;
  const version = newest && textAt(objectAt(newest, 'model'), 'version');
  return version === undefined ? { id } : withRecord(withVersion(id, version), newest);
}

/** The catalog's entry of a registry model by what Cognitive Services call it; undefined when no registry has it. */
export function findByFormat(
  format: string,
  name: string,
  version: string | undefined,
  facts: FactTable,
): ResolvedModel | undefined {
  const keys = facts.members(formatKey(format, name)).flatMap(key => textAt(facts.get(key), 'id') ?? []);
  const fitting = version === undefined ? keys : keys.filter(key => key.endsWith(`/versions/${version}`));
  const record = version === undefined ? newestOf(fitting, facts) : facts.get([...fitting].sort()[0] ?? '');
  const { id } = parseAssetId(textAt(objectAt(record, 'model'), 'assetId') ?? '');
  return id && id.source !== 'path' && record ? { id, record } : undefined;
}

/** The newest of the records under these keys, in the meaning of `latest`. */
export function newestOf(keys: readonly string[], facts: FactTable): JsonObject | undefined {
  let newest: { readonly key: string; readonly record: JsonObject } | undefined;
  for (const key of keys) {
    const record = facts.get(key);
    if (record && (!newest || isNewer({ key, record }, newest))) newest = { key, record };
  }
  return newest?.record;
}

type Candidate = { readonly key: string; readonly record: JsonObject };

/** Numbers before other versions, higher ones first; then the later creation; then the key, so that the order never decides. */
function isNewer(one: Candidate, other: Candidate): boolean {
  const [number = -1, otherNumber = -1] = [numberOf(one.record), numberOf(other.record)];
  if (number !== otherNumber) return number > otherNumber;
  const [created = '', otherCreated = ''] = [
    textAt(one.record, 'createdAt'),
    textAt(other.record, 'createdAt'),
  ];
  return created === otherCreated ? one.key > other.key : created > otherCreated;
}

function numberOf(record: JsonObject): number | undefined {
  return versionNumberOf(textAt(objectAt(record, 'model'), 'version'));
}

function locate(id: ModelId, facts: FactTable): ModelId {
  if (id.source !== 'workspace' || 'workspace' in id) return id;
  const place = facts.get(workspaceKey(id.workspaceId));
  const [subscriptionId, resourceGroup, workspace] = ['subscriptionId', 'resourceGroup', 'workspace'].map(
    name => textAt(place, name),
  );
  if (subscriptionId === undefined || resourceGroup === undefined || workspace === undefined) return id;
  const located = workspaceModelId({ subscriptionId, resourceGroup, workspace }, decodeURIComponent(id.name));
  const { version, label } = id;
  if (version !== undefined) return withVersion(located, decodeURIComponent(version));
  return label === undefined
    ? located
    : { ...located, label, canonical: `${located.canonical}/labels/${label}` };
}

function withRecord(id: ModelId, record: JsonObject | undefined): ResolvedModel {
  return record === undefined ? { id } : { id, record };
}
