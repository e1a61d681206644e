import { parseResourceId } from '@sluice/arm/ids';
import type { Resource, ScopeRecord, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import type { ResourceType } from '../../../resource-type.ts';
import { TEXT, TRACKED } from '../../../shape-parts.ts';
import { RESOURCES_VERSIONS } from '../versions.ts';

/** Resource groups: judged as resources by mode All, and a scope whose tags rules may read. */
export const RESOURCE_GROUPS: ResourceType = {
  type: 'Microsoft.Resources/subscriptions/resourceGroups',
  wireType: 'Microsoft.Resources/resourceGroups',
  apiVersions: RESOURCES_VERSIONS,
  scopes: ['subscription'],
  parent: 'Microsoft.Resources/subscriptions',
  verbs: ['get', 'head', 'put', 'patch', 'delete', 'list'],
  deleteAnswer: 'accepted',
  absentDelete: 'notFound',
  notFoundCode: 'ResourceGroupNotFound',
  shape: {
    kind: 'object',
    unknown: 'drop',
    properties: {
      ...TRACKED,
      managedBy: TEXT,
      properties: { kind: 'object', unknown: 'drop', properties: {} },
    },
  },
  tracked: true,
  indexed: false,
  judged: true,
  patchable: ['tags', 'managedBy', 'properties'],
  namePattern: {
    test: /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u,
    says: 'at most 90 letters, digits, underscores, parentheses, hyphens and dots, no dot at the end',
  },
  complete: body => ({ ...body, properties: { provisioningState: 'Succeeded' } }),
  changesOf: resourceGroupChanges,
};

function resourceGroupChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  return key === undefined ? [] : [{ kind: 'scope', key, record: after ? toGroupScope(after) : null }];
}

function toGroupScope({ id, name, body }: Resource): ScopeRecord {
  const location = textAt(body, 'location') ?? '';
  const tags = objectAt(body, 'tags');
  const parent = parseResourceId(id)?.parentId ?? '';
  return {
    kind: 'resourceGroup',
    id,
    name,
    parent,
    location,
    tags,
    document: documentOf(id, name, body, tags),
  };
}

/** What `resourceGroup()` gives; tags are always there, so that a rule may ask for a missing one. */
function documentOf(id: string, name: string, body: JsonObject, tags: JsonObject): JsonObject {
  return { id, name, type: 'Microsoft.Resources/resourceGroups', ...body, tags };
}
