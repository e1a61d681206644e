import { keyOf, type ScopeTree } from './ancestry.ts';

const MEMORY = new WeakMap<ScopeTree, ReadonlyMap<string, readonly string[]>>();

/** Keys of the management groups and subscriptions below a management group or the tenant, at any depth. */
export function subscriptionsAndGroupsBelow(tree: ScopeTree, key: string): readonly string[] {
  const children = childrenOf(tree);
  const found = new Set<string>();
  const open = [key];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of children.get(next) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      open.push(child);
    }
  }
  return [...found];
}

function childrenOf(tree: ScopeTree): ReadonlyMap<string, readonly string[]> {
  const known = MEMORY.get(tree);
  if (known) return known;
  const children = new Map<string, string[]>();
  for (const [key, record] of tree) {
    if (record.kind !== 'managementGroup' && record.kind !== 'subscription') continue;
    const parent = record.parent === undefined ? '' : keyOf(record.parent);
    const siblings = children.get(parent);
    if (siblings) siblings.push(key);
    else children.set(parent, [key]);
  }
  MEMORY.set(tree, children);
  return children;
}
