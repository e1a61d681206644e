import { ApiError } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import { applyChanges, createSnapshot, type Snapshot } from '@sluice/engine';
import type { PolicyAssignment, PolicyDefinition, Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { parseAssetId } from '@sluice/providers/models';
import { prepare } from '@sluice/providers/prepare';
import { createProviderVocabulary, createTypeTable, findType } from '@sluice/providers/types';
import type { CatalogModel, DefinitionCase } from './definition-case.ts';

/** A world of one subscription, one group `rg` and one workspace `w`: where cases take place. */
export const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000001';
export const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;
export const WORKSPACE = `${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/w`;
const NOW = '2026-01-01T00:00:00.000Z';
const API_VERSION = '2024-10-01';

const EMPTY = createSnapshot(createTypeTable(), createProviderVocabulary());

/** The snapshot in which the case's definition is assigned to the subscription; and the changes that assigned it. */
export function caseWorld(
  definition: PolicyDefinition,
  testCase: DefinitionCase,
): { readonly before: Snapshot; readonly assigned: readonly SnapshotChange[] } {
  const scopes: SnapshotChange[] = [
    {
      kind: 'scope',
      key: SUBSCRIPTION.toLowerCase(),
      record: { kind: 'subscription', id: SUBSCRIPTION, name: 'cases', document: {} },
    },
    {
      kind: 'scope',
      key: GROUP.toLowerCase(),
      record: {
        kind: 'resourceGroup',
        id: GROUP,
        name: 'rg',
        parent: SUBSCRIPTION,
        location: 'westeurope',
        document: {},
      },
    },
    { kind: 'policyDefinition', key: definition.id.toLowerCase(), record: definition },
  ];
  let before = applyChanges(EMPTY, 1, scopes);
  for (const model of testCase.catalog ?? [])
    before = applyChanges(before, before.revision + 1, catalogChanges(model, before));
  return { before, assigned: [assignmentChange(definition, testCase)] };
}

/** Makes the resource of a PUT as the server would. Throws ApiError as the server would. */
export function putResource(
  id: string,
  body: JsonObject,
): { readonly resource: Resource; readonly id: ResourceId } {
  const parsed = parseResourceId(id);
  const type = parsed && findType(parsed.typeKey);
  if (!parsed || !type)
    throw new ApiError(404, {
      code: 'InvalidResourceType',
      message: `There is no resource type for '${id}'.`,
    });
  let ids = 0;
  const complete = {
    id: parsed,
    stored: undefined,
    now: NOW,
    tenantId: '00000000-0000-0000-0000-00000000000a',
    callerId: '00000000-0000-0000-0000-00000000000b',
    newId: () => `00000000-0000-0000-0000-${String(++ids).padStart(12, '0')}`,
  };
  return {
    id: parsed,
    resource: prepare(type, {
      id: parsed,
      verb: 'PUT',
      body,
      stored: undefined,
      apiVersion: API_VERSION,
      complete,
      etag: 'case',
    }).resource,
  };
}

function catalogChanges(
  { model, tags, properties, modelType }: CatalogModel,
  snapshot: Snapshot,
): readonly SnapshotChange[] {
  const { resource, id } = putResource(versionId(model), {
    properties: {
      modelUri: `${model}/files`,
      ...(modelType ? { modelType } : {}),
      tags: tags ?? {},
      properties: properties ?? {},
    },
  });
  return findType(id.typeKey)?.changesOf?.(resource, undefined, snapshot.facts, snapshot) ?? [];
}

/** The ARM id of the model version that a reference names. */
function versionId(reference: string): string {
  const { id } = parseAssetId(reference, {
    subscriptionId: SUBSCRIPTION.split('/')[2] ?? '',
    resourceGroup: 'rg',
    workspace: 'w',
  });
  if (id?.source === 'registry' && id.version)
    return `${GROUP}/providers/Microsoft.MachineLearningServices/registries/${id.registry}/models/${id.name}/versions/${id.version}`;
  if (id?.source === 'workspace' && id.version)
    return `${WORKSPACE}/models/${id.name}/versions/${id.version}`;
  throw new Error(`"${reference}" names no version of a registry's or workspace's model`);
}

function assignmentChange(
  definition: PolicyDefinition,
  { parameters = {}, enforcementMode = 'Default' }: DefinitionCase,
): SnapshotChange {
  const id = `${SUBSCRIPTION}/providers/Microsoft.Authorization/policyAssignments/case`;
  const record: PolicyAssignment = {
    id,
    name: 'case',
    scope: SUBSCRIPTION,
    notScopes: [],
    policyDefinitionId: definition.id,
    parameters,
    enforcementMode,
    nonComplianceMessages: [],
    instanceId: 'case',
  };
  return { kind: 'policyAssignment', key: id.toLowerCase(), record };
}
