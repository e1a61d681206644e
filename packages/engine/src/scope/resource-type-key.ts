import { parseResourceId } from '@sluice/arm/ids';

const SCOPES: ReadonlySet<string> = new Set([
  'microsoft.management/managementgroups',
  'microsoft.resources/subscriptions',
  'microsoft.resources/subscriptions/resourcegroups',
]);

/** The type (lower case) of a resource by its id; undefined for a scope that holds resources, and for what is no id. */
export function resourceTypeKey(id: string): string | undefined {
  const typeKey = parseResourceId(id)?.typeKey;
  return typeKey === undefined || SCOPES.has(typeKey) ? undefined : typeKey;
}
