import { managementGroupIdOf, subscriptionIdOf } from '@sluice/arm/ids';
import { applyChanges } from '@sluice/engine';
import { tenantScope } from '@sluice/providers/types';
import type { WriteDependencies } from '../write/dependencies.ts';
import { commitHouse } from './commit-house.ts';
import { houseResource } from './house-resource.ts';

/** A subscription to have; its id is a GUID. */
export type SeedSubscription = { readonly id: string; readonly displayName: string };

/** Sees to it that the tenant, its root management group and these subscriptions exist. What exists stays as it is. */
export function seedTenant(
  displayName: string,
  subscriptions: readonly SeedSubscription[],
  dependencies: WriteDependencies,
): Promise<void> {
  const { tenantId } = dependencies;
  return commitHouse(dependencies, async snapshot => {
    const tenant = snapshot.scopes.has('') ? [] : [tenantScope(tenantId, displayName)];
    const wanted = [
      { id: managementGroupIdOf(tenantId), body: { properties: { displayName: 'Tenant Root Group' } } },
      ...subscriptions.map(({ id, displayName: name }) => ({
        id: subscriptionIdOf(id),
        body: { displayName: name },
      })),
    ];
    const resources = [];
    const changes = [...tenant];
    // Each is prepared against what the ones before it have made: subscriptions stand below the root.
    for (const { id, body } of wanted.filter(each => !snapshot.scopes.has(each.id.toLowerCase()))) {
      const sofar = applyChanges(snapshot, snapshot.revision, changes);
      const made = houseResource(id, body, undefined, sofar, dependencies);
      resources.push(made.resource);
      changes.push(...made.changes);
    }
    return { resources, changes };
  });
}
