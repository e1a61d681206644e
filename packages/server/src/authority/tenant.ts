/** What clients put in a tenant's place before they know it. */
const ANY_TENANT = new Set(['common', 'organizations']);

/** Whether a path means this tenant. */
export function isTenant(given: string | undefined, tenantId: string): boolean {
  const tenant = given?.toLowerCase() ?? '';
  return tenant === tenantId.toLowerCase() || ANY_TENANT.has(tenant);
}

/** The `iss` of tokens. `tenant` is kept as it is: discovery of `common` puts a placeholder there. */
export function issuerOf(baseUrl: string, tenant: string): string {
  return `${baseUrl}/${tenant}/v2.0`;
}

/** The tenant of an issuer as discovery shows it. */
export function shownTenant(given: string | undefined, tenantId: string): string {
  return ANY_TENANT.has(given?.toLowerCase() ?? '') ? '{tenantid}' : tenantId;
}
