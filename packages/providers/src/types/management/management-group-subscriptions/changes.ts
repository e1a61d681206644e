import { parseResourceId, subscriptionIdOf } from '@sluice/arm/ids';
import type { FactTable, Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import { rootGroup } from '../../../scope-tree.ts';

/** Moves the subscription below the group it is placed in; taken out of its group it goes back below the root. */
export function placementChanges(
  after: Resource | undefined,
  before: Resource | undefined,
  _: FactTable,
  snapshot: Snapshot,
): readonly SnapshotChange[] {
  const placement = after ?? before;
  if (placement === undefined) return [];
  const key = subscriptionIdOf(placement.name).toLowerCase();
  const subscription = snapshot.scopes.get(key);
  const group = groupOf(placement);
  if (subscription === undefined || group === undefined) return [];
  if (after) return [{ kind: 'scope', key, record: { ...subscription, parent: group } }];
  const stillThere = subscription.parent?.toLowerCase() === group.toLowerCase();
  return stillThere
    ? [{ kind: 'scope', key, record: { ...subscription, parent: rootGroup(snapshot)?.id ?? '' } }]
    : [];
}

/** The key of the place that the subscription leaves by this write. */
export function leftPlacement(placement: Resource, snapshot: Snapshot): readonly string[] {
  const left = snapshot.scopes.get(subscriptionIdOf(placement.name).toLowerCase())?.parent;
  const key = left ? `${left}/subscriptions/${placement.name}`.toLowerCase() : placement.key;
  return key === placement.key ? [] : [key];
}

function groupOf(placement: Resource): string | undefined {
  return parseResourceId(placement.id)?.parentId;
}
