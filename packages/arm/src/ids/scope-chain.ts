import { parseResourceId } from './parse-resource-id.ts';
import type { ScopeId } from './resource-id.ts';

/**
 * The keys of a scope and of everything that its id is inside of, nearest first: parent resources, resource group, subscription.
 *
 * The tenant and the management groups above a subscription are not in its id, hence not here: `[]` for the tenant.
 */
export function scopeChain(scope: ScopeId): string[] {
  const chain: string[] = [];
  let key: string | undefined = scope.key;
  while (key !== undefined && key !== '') {
    chain.push(key);
    const id = parseResourceId(key);
    key = id?.parentId?.toLowerCase() ?? id?.scope.key;
  }
  return chain;
}
