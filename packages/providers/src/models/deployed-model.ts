import { apiError } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { FactTable, Snapshot } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../json-value.ts';
import { type AssetId, modelOf, parseAssetId } from './asset-id.ts';
import { workspaceOf } from './catalog-records.ts';
import { catalogSettings } from './catalog-settings.ts';
import { identityFacts } from './facts.ts';
import { lineageOf } from './lineage.ts';
import type { ModelReference } from './model-reference.ts';
import { type ResolvedModel, resolveModel } from './resolve.ts';

/** A write is refused where the model cannot be told; a scan judges what is there, by what can be told. */
export type Occasion = 'write' | 'scan';

/** Where a deployment keeps what its label meant when it was written. Set by the server alone. */
export const PINNED = 'resolvedModelId';

/**
 * What is known of the model of a deployment, as its component shows it under `model`.
 *
 * Throws ApiError on a write: `InvalidModelReference`, `ModelVersionUnresolved`, `ModelNotFound` (400, by the tenant's settings).
 * A pinned id counts instead of a label or missing version, as long as it is a version of the same model.
 */
export function deployedModel(
  resource: JsonObject,
  reference: ModelReference,
  snapshot: Snapshot,
  occasion: Occasion,
): JsonObject {
  if (reference.kind === 'image' || reference.kind === 'path') return { source: reference.kind };
  const parsed = parseReference(resource, reference);
  if (parsed.id === undefined) {
    if (occasion === 'scan') return { source: 'path' };
    throw invalidReference(parsed.problem, parsed.pointer);
  }
  if (parsed.id.source === 'path') return { source: 'path' };
  const resolved = resolveModel(pinnedOr(resource, parsed.id), snapshot.facts);
  if (occasion === 'write') checkResolved(resolved, snapshot, parsed.pointer);
  return resolvedFacts(resolved, snapshot.facts);
}

/** What the reference alone says of the model, without a catalog. Total. */
export function referencedModel(resource: JsonObject, reference: ModelReference): JsonObject {
  if (reference.kind === 'image' || reference.kind === 'path') return { source: reference.kind };
  const { id } = parseReference(resource, reference);
  return id === undefined || id.source === 'path'
    ? { source: 'path' }
    : identityFacts(pinnedOr(resource, id));
}

/** The version that a label or a missing version means now; undefined where the reference says it itself, or the catalog cannot tell. */
export function pinOf(resource: JsonObject, reference: ModelReference, facts: FactTable): string | undefined {
  if (reference.kind !== 'id') return undefined;
  const { id } = parseReference(resource, reference);
  if (id === undefined || id.source === 'path' || id.version !== undefined) return undefined;
  const resolved = resolveModel(id, facts).id;
  return resolved.version === undefined ? undefined : resolved.canonical;
}

/** The catalog's facts of a model with its lineage; what its id says where the catalog does not know it. */
export function resolvedFacts({ id, record }: ResolvedModel, facts: FactTable): JsonObject {
  if (record === undefined) return identityFacts(id);
  return { ...objectAt(record, 'model'), ...lineageOf(id.canonical, facts) };
}

/** Throws where the tenant does not let pass what the catalog cannot answer. */
export function checkResolved({ id, record }: ResolvedModel, snapshot: Snapshot, pointer: string): void {
  const { unresolvedVersions, unknownModels } = catalogSettings(snapshot);
  if (id.version === undefined && unresolvedVersions === 'refuse') {
    const message = `The catalog does not say which version '${id.canonical}' is. Name the version, or add the model to the catalog.`;
    throw apiError('ModelVersionUnresolved', message, { target: pointer });
  }
  if (id.version !== undefined && record === undefined && unknownModels === 'refuse') {
    const message = `The catalog does not have the model '${id.canonical}', and this tenant deploys only models that it has.`;
    throw apiError('ModelNotFound', message, { target: pointer });
  }
}

/** 400 for a reference that is none. */
export function invalidReference(problem: string, pointer: string) {
  return apiError('InvalidModelReference', `The model reference at '${pointer}' ${problem}.`, {
    target: pointer,
  });
}

type Parsed =
  | { readonly id: AssetId; readonly pointer: string }
  | { readonly id?: undefined; readonly problem: string; readonly pointer: string };

function parseReference(
  resource: JsonObject,
  reference: Extract<ModelReference, { kind: 'id' | 'problem' }>,
): Parsed {
  const { pointer } = reference;
  if (reference.kind === 'problem') return { problem: reference.message, pointer };
  // A long reference says itself where the model is.
  const home = LONG_REFERENCE.test(reference.text)
    ? undefined
    : workspaceOf(parseResourceId(textAt(resource, 'id') ?? ''));
  const parsed = parseAssetId(reference.text, home);
  return parsed.id ? { id: parsed.id, pointer } : { problem: parsed.problem, pointer };
}

const LONG_REFERENCE = /^(azureml:)?\//i;

function pinnedOr(
  resource: JsonObject,
  id: Exclude<AssetId, { source: 'path' }>,
): Exclude<AssetId, { source: 'path' }> {
  const text = textAt(objectAt(resource, 'properties'), PINNED);
  if (text === undefined || id.version !== undefined) return id;
  const pinned = parseAssetId(text).id;
  if (pinned === undefined || pinned.source === 'path' || pinned.version === undefined) return id;
  return modelOf(pinned).canonical === modelOf(id).canonical ? pinned : id;
}
