import { subscriptionIdOf } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/language';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { snapshotOf } from '../../../snapshot-of.ts';
import { MANAGEMENT_VERSIONS } from '../versions.ts';
import { leftPlacement, placementChanges } from './changes.ts';
import { respondPlacement } from './respond.ts';

/** The place of a subscription in the tree: below exactly one management group. */
export const MANAGEMENT_GROUP_SUBSCRIPTIONS: ResourceType = {
  type: 'Microsoft.Management/managementGroups/subscriptions',
  apiVersions: MANAGEMENT_VERSIONS,
  scopes: ['tenant'],
  parent: 'Microsoft.Management/managementGroups',
  verbs: ['get', 'put', 'delete', 'list'],
  putStatus: 'always200',
  deleteAnswer: 'empty',
  emptyBody: true,
  shape: { kind: 'object', properties: {}, unknown: 'drop' },
  tracked: false,
  judged: false,
  complete: completePlacement,
  respond: respondPlacement,
  changesOf: placementChanges,
  replaces: leftPlacement,
};

function completePlacement(_: JsonObject, input: CompleteInput): JsonObject {
  const { id, tenantId } = input;
  const subscription = snapshotOf(input).scopes.get(subscriptionIdOf(id.name).toLowerCase());
  if (subscription === undefined)
    throw refuse('SubscriptionNotFound', `The subscription '${id.name}' could not be found.`);
  const { displayName = id.name } = subscription;
  return {
    properties: { tenant: tenantId, displayName, parent: { id: id.parentId ?? '' }, state: 'Active' },
  };
}
