import type { ResourceId, ScopeId } from './resource-id.ts';

/** The widest scope: everything is in it. */
export const TENANT: ScopeId = { kind: 'tenant', id: '', key: '' };

/** The resource as a place that other things are at. */
export function toScope(id: ResourceId): ScopeId {
  const { scope } = id;
  const place = { id: id.id, key: id.key };
  switch (id.typeKey) {
    case 'microsoft.resources/subscriptions':
      return { kind: 'subscription', ...place, subscriptionId: id.name };
    case 'microsoft.resources/subscriptions/resourcegroups':
      return { kind: 'resourceGroup', ...place, ...inherited(scope), resourceGroup: id.name };
    case 'microsoft.management/managementgroups':
      if (scope.kind === 'tenant') return { kind: 'managementGroup', ...place, managementGroup: id.name };
  }
  return { kind: 'resource', ...place, ...inherited(scope) };
}

function inherited(scope: ScopeId): Pick<ScopeId, 'subscriptionId' | 'resourceGroup' | 'managementGroup'> {
  return {
    ...(scope.subscriptionId === undefined ? {} : { subscriptionId: scope.subscriptionId }),
    ...(scope.resourceGroup === undefined ? {} : { resourceGroup: scope.resourceGroup }),
    ...(scope.managementGroup === undefined ? {} : { managementGroup: scope.managementGroup }),
  };
}
