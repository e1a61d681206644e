/** Where a template is deployed to. `id` has no slash at its end; the tenant's is empty. */
export type DeploymentScope =
  | { readonly kind: 'tenant'; readonly id: '' }
  | { readonly kind: 'managementGroup'; readonly id: string; readonly managementGroup: string }
  | { readonly kind: 'subscription'; readonly id: string; readonly subscriptionId: string }
  | {
      readonly kind: 'resourceGroup';
      readonly id: string;
      readonly subscriptionId: string;
      readonly resourceGroup: string;
    };

export const TENANT: DeploymentScope = { kind: 'tenant', id: '' };

const MANAGEMENT_GROUP = /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)$/i;
const SUBSCRIPTION = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i;

/** Reads the id of a tenant (`/` or nothing), management group, subscription or resource group; undefined for any other. */
export function parseScope(id: string): DeploymentScope | undefined {
  if (id === '' || id === '/') return TENANT;
  const managementGroup = MANAGEMENT_GROUP.exec(id)?.[1];
  if (managementGroup !== undefined) return managementGroupScope(managementGroup);
  const [, subscriptionId, resourceGroup] = SUBSCRIPTION.exec(id) ?? [];
  if (subscriptionId === undefined) return undefined;
  if (resourceGroup === undefined) return subscriptionScope(subscriptionId);
  return resourceGroupScope(subscriptionId, resourceGroup);
}

export function managementGroupScope(managementGroup: string): DeploymentScope {
  const id = `/providers/Microsoft.Management/managementGroups/${managementGroup}`;
  return { kind: 'managementGroup', id, managementGroup };
}

export function subscriptionScope(subscriptionId: string): DeploymentScope {
  return { kind: 'subscription', id: `/subscriptions/${subscriptionId}`, subscriptionId };
}

export function resourceGroupScope(subscriptionId: string, resourceGroup: string): DeploymentScope {
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return { kind: 'resourceGroup', id, subscriptionId, resourceGroup };
}
