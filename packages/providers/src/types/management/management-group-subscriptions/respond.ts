import { joinId, subscriptionIdOf } from '@sluice/arm/ids';
import type { ScopeRecord, Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt } from '../../../json-value.ts';
import type { RespondInput } from '../../../resource-type.ts';
import { childScopes } from '../../../scope-tree.ts';

/** The body of a placement with the subscription's name as it is now. */
export function respondPlacement({ name, body }: Resource, { snapshot }: RespondInput): JsonObject {
  const subscription = snapshot.scopes.get(subscriptionIdOf(name).toLowerCase());
  const displayName = subscription?.displayName ?? name;
  return { ...body, properties: { ...objectAt(body, 'properties'), displayName } };
}

/** The subscriptions directly below a group as `/subscriptions` of it lists them, however they came there. */
export function groupSubscriptions(
  snapshot: Snapshot,
  groupKey: string,
  tenantId: string,
): readonly JsonObject[] {
  const group = snapshot.scopes.get(groupKey);
  if (group === undefined) return [];
  return childScopes(snapshot, groupKey)
    .filter(({ kind }) => kind === 'subscription')
    .map(child => toPlacement(child, group, tenantId));
}

function toPlacement({ name, displayName }: ScopeRecord, group: ScopeRecord, tenantId: string): JsonObject {
  return {
    id: joinId(group.id, 'subscriptions', name),
    name,
    type: 'Microsoft.Management/managementGroups/subscriptions',
    properties: {
      tenant: tenantId,
      displayName: displayName ?? name,
      parent: { id: group.id },
      state: 'Active',
    },
  };
}
