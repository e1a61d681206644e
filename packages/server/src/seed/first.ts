import { managementGroupIdOf } from '@sluice/arm/ids';
import { createSecret } from '../authority/secret.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { recordActs } from '../write/record-acts.ts';
import { principalAct } from './commit-house.ts';
import { ROLE_IDS, seedPrincipal } from './principals.ts';
import { seedTenant } from './tenant.ts';

/** Who owns a tenant that was just made, with the one sight of the secret. */
export type FirstOwner = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionId: string;
};

/**
 * Makes the tenant of an empty database: root group, one subscription, an owner. Undefined when there was one already, whose owner has
 * a secret.
 */
export async function seedFirst(
  names: { readonly tenant: string; readonly subscription: string },
  dependencies: WriteDependencies,
): Promise<FirstOwner | undefined> {
  const { storage, snapshots, tenantId, newId } = dependencies;
  const isNew = !snapshots.current().scopes.has('');
  if (!isNew && (await storage.properties.get('subscription.first')) === undefined) return undefined;
  const subscriptionId = await storage.properties.setOnce('subscription.first', newId());
  await seedTenant(names.tenant, [{ id: subscriptionId, displayName: names.subscription }], dependencies);
  const scope = managementGroupIdOf(tenantId);
  const owner = await seedPrincipal('owner', 'Owner', [{ roleId: ROLE_IDS.owner, scope }], dependencies);
  if (!snapshots.current().principals.has(owner.id.toLowerCase())) return undefined;
  if ((await storage.principals.secretsOf(owner.clientId)).length > 0) return undefined;
  const { secret, stored } = createSecret(owner.clientId);
  await recordActs(storage, [principalAct(owner.id, 'secrets/write')], dependencies, [
    { kind: 'addSecret', secret: stored },
  ]);
  return { clientId: owner.clientId, clientSecret: secret, subscriptionId };
}
