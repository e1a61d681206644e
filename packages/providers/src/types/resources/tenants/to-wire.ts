import type { SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';

/** The tenant as `GET /tenants` lists it. */
export function tenantToWire(tenantId: string, displayName: string): JsonObject {
  return {
    id: `/tenants/${tenantId}`,
    tenantId,
    displayName,
    tenantCategory: 'Home',
    tenantType: 'AAD',
    domains: [],
    countryCode: '',
  };
}

/** The change that puts the tenant at the top of the scope tree. */
export function tenantScope(tenantId: string, displayName: string): SnapshotChange {
  const document = { id: '/', tenantId, displayName };
  return {
    kind: 'scope',
    key: '',
    record: { kind: 'tenant', id: '', name: tenantId, displayName, document },
  };
}
