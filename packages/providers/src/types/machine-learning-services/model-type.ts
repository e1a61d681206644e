import { parseResourceId } from '@sluice/arm/ids';
import type { FactTable, Resource } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../../json-value.ts';
import { modelOf, parseAssetId } from '../../models/asset-id.ts';
import { modelIdOf, versionChanges, versionsOf, workspaceOf } from '../../models/catalog-records.ts';
import { invalidReference } from '../../models/deployed-model.ts';
import { newestOf } from '../../models/resolve.ts';
import { versionNumberOf } from '../../models/version-range.ts';
import type { CompleteInput, ResourceType } from '../../resource-type.ts';
import { type AliasRow, furtherAliases } from '../resource-parts.ts';
import { MODEL_SHAPE, MODEL_VERSION_SHAPE } from './model-shape.ts';
import { ML_API_VERSIONS, MODEL_NAME, VERSION_NAME } from './names.ts';

type Members = Omit<ResourceType, 'type' | 'parent' | 'aliases'>;

const ASSET = {
  apiVersions: ML_API_VERSIONS,
  scopes: ['resourceGroup'],
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  operationHeaders: true,
  tracked: false,
  judged: true,
} as const satisfies Partial<ResourceType>;

/** What models of registries and of workspaces have in common. */
export const MODEL: Members = {
  ...ASSET,
  deleteAnswer: 'empty',
  shape: MODEL_SHAPE,
  namePattern: MODEL_NAME,
  complete: withProperties(properties => ({
    isArchived: false,
    ...properties,
    provisioningState: 'Succeeded',
  })),
  respond: (resource, { snapshot }) => ({
    ...resource.body,
    properties: { ...objectAt(resource.body, 'properties'), ...versionsShown(resource, snapshot.facts) },
  }),
};

/** What model versions of registries and of workspaces have in common: they are the catalog. */
export const MODEL_VERSION: Members = {
  ...ASSET,
  impliesParent: true,
  deleteAnswer: 'empty',
  shape: MODEL_VERSION_SHAPE,
  namePattern: VERSION_NAME,
  complete: completeVersion,
  changesOf: (after, before) => versionChanges(after, before),
};

export const MODEL_ALIASES: readonly AliasRow[] = [
  ['description'],
  ['tags', 'properties.tags', 'Object'],
  ['isArchived', 'properties.isArchived', 'Boolean'],
  ['latestVersion'],
  ['nextVersion'],
  ['provisioningState'],
];

export const MODEL_VERSION_ALIASES: readonly AliasRow[] = [
  ...furtherAliases(`
    autoDeleteSetting autoDeleteSetting.condition autoDeleteSetting.value datastoreId intellectualProperty
    intellectualProperty.protectionLevel intellectualProperty.publisher path
  `),
  ['description'],
  ['tags', 'properties.tags', 'Object'],
  ['flavors', 'properties.flavors', 'Object'],
  ['isAnonymous', 'properties.isAnonymous', 'Boolean'],
  ['isArchived', 'properties.isArchived', 'Boolean'],
  ['jobName'],
  ['modelType'],
  ['modelUri'],
  ['provisioningState'],
  ['stage'],
];

/** azure-ai-ml reads `flavors` without looking whether it is there. */
function completeVersion(body: JsonObject, input: CompleteInput): JsonObject {
  const properties = objectAt(body, 'properties');
  checkOrigin(objectAt(properties, 'properties'), input);
  return {
    ...body,
    properties: {
      flavors: {},
      isAnonymous: false,
      isArchived: false,
      ...properties,
      provisioningState: 'Succeeded',
    },
  };
}

/** A copy says what it was made from in a way that can be followed, or says nothing. */
function checkOrigin(properties: JsonObject, { id }: CompleteInput): void {
  const source = textAt(properties, 'sourceAssetId');
  if (source === undefined || source === '') return;
  const { problem } = parseAssetId(source, workspaceOf(parseResourceId(id.id)));
  if (problem !== undefined) throw invalidReference(problem, '/properties/properties/sourceAssetId');
}

function versionsShown(resource: Resource, facts: FactTable): JsonObject {
  const id = modelIdOf(resource);
  if (id === undefined) return {};
  const versions = versionsOf(modelOf(id), facts);
  const latestVersion = textAt(objectAt(newestOf(versions, facts), 'model'), 'version');
  const highest = Math.max(
    0,
    ...versions.map(key => versionNumberOf(key.slice(key.lastIndexOf('/') + 1)) ?? 0),
  );
  return present({ latestVersion, nextVersion: String(highest + 1) });
}

function withProperties(change: (properties: JsonObject) => JsonObject): ResourceType['complete'] {
  return body => ({ ...body, properties: change(objectAt(body, 'properties')) });
}
