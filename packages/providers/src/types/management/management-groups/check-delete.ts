import type { Resource, Snapshot } from '@sluice/engine';
import { refuse } from '../../../refuse.ts';
import { childScopes, rootGroup } from '../../../scope-tree.ts';

/** Throws for the root group, and for a group with groups or subscriptions in it. */
export function checkManagementGroupDelete(group: Resource, snapshot: Snapshot): void {
  if (rootGroup(snapshot)?.id.toLowerCase() === group.key) {
    throw refuse('Conflict', `'${group.name}' is the root management group and cannot be deleted.`);
  }
  const [child] = childScopes(snapshot, group.key);
  if (child)
    throw refuse(
      'ParentNotEmpty',
      `'${group.name}' still holds '${child.id}'; move or delete what is in it first.`,
    );
}
