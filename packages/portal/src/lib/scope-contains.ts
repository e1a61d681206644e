import type { ScopeNode } from './scope.ts';

/** Whether a scope of the tree is above a resource, or is it. A management group is above the subscriptions below it. */
export function scopeContains(tree: readonly ScopeNode[], scope: ScopeNode, resourceId: string): boolean {
  const id = resourceId.toLowerCase();
  if (scope.kind !== 'managementGroup') return isWithin(id, scope.id);
  return tree.some(
    node => node.parentId?.toLowerCase() === scope.id.toLowerCase() && scopeContains(tree, node, resourceId),
  );
}

function isWithin(id: string, scopeId: string): boolean {
  const scope = scopeId.toLowerCase();
  return id === scope || id.startsWith(`${scope}/`);
}
