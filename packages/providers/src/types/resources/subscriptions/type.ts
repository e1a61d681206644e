import type { FactTable, Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { rootGroup } from '../../../scope-tree.ts';
import { TAGS } from '../../../shape-parts.ts';
import { SUBSCRIPTIONS_VERSIONS } from '../versions.ts';

/** Subscriptions. They are made when the house is set up; clients read them. The whole answer is at the top, without `properties`. */
export const SUBSCRIPTIONS: ResourceType = {
  type: 'Microsoft.Resources/subscriptions',
  apiVersions: SUBSCRIPTIONS_VERSIONS,
  scopes: ['tenant'],
  verbs: ['get', 'list'],
  notFoundCode: 'SubscriptionNotFound',
  shape: {
    kind: 'object',
    unknown: 'drop',
    properties: { displayName: { kind: 'string', minLength: 1, maxLength: 64 }, tags: TAGS },
  },
  tracked: false,
  judged: true,
  namePattern: { test: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, says: 'it must be a GUID' },
  complete: completeSubscription,
  changesOf: subscriptionChanges,
};

function completeSubscription(body: JsonObject, { id, tenantId }: CompleteInput): JsonObject {
  return {
    subscriptionId: id.name,
    tenantId,
    displayName: textAt(body, 'displayName') ?? id.name,
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off',
    },
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    tags: objectAt(body, 'tags'),
  };
}

/** The subscription as a scope; it stays where it stands in the tree, and a new one stands below the root. */
function subscriptionChanges(
  after: Resource | undefined,
  before: Resource | undefined,
  _: FactTable,
  snapshot: Snapshot,
): readonly SnapshotChange[] {
  const key = after?.key ?? before?.key;
  if (key === undefined) return [];
  if (after === undefined) return [{ kind: 'scope', key, record: null }];
  const { id, name, body } = after;
  const displayName = textAt(body, 'displayName') ?? name;
  const tags = objectAt(body, 'tags');
  const parent = snapshot.scopes.get(key)?.parent ?? rootGroup(snapshot)?.id ?? '';
  const document = {
    id,
    subscriptionId: name,
    tenantId: textAt(body, 'tenantId') ?? '',
    displayName,
    state: 'Enabled',
    tags,
  };
  return [
    { kind: 'scope', key, record: { kind: 'subscription', id, name, displayName, parent, tags, document } },
  ];
}
