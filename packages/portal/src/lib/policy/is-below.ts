import type { ScopeNode } from '../scope.ts';

/** Whether a scope or resource is below another scope, as far as the tree tells what management groups hold. */
export function isBelow(scope: string, above: string, tree: readonly ScopeNode[]): boolean {
  const [one, other] = [scope.toLowerCase(), above.toLowerCase()];
  if (one.startsWith(`${other}/`)) return true;
  const parents = new Map(tree.map(({ id, parentId }) => [id.toLowerCase(), parentId?.toLowerCase()]));
  const seen = new Set<string>();
  let at: string | undefined = /^\/subscriptions\/[^/]+/.exec(one)?.[0] ?? one;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    at = parents.get(at);
    if (at === other) return true;
  }
  return false;
}
