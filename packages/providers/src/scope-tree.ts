import type { ScopeRecord, Snapshot } from '@sluice/engine';

/** The management group that everything else is below; undefined in a tenant that has none yet. */
export function rootGroup(snapshot: Snapshot): ScopeRecord | undefined {
  for (const scope of snapshot.scopes.values()) {
    if (scope.kind === 'managementGroup' && !hasGroupAbove(scope)) return scope;
  }
  return undefined;
}

/** Management groups and subscriptions directly below a management group: groups first, then by display name. */
export function childScopes(snapshot: Snapshot, groupKey: string): readonly ScopeRecord[] {
  return [...snapshot.scopes.values()]
    .filter(scope => scope.kind === 'managementGroup' || scope.kind === 'subscription')
    .filter(scope => scope.parent?.toLowerCase() === groupKey)
    .sort(byKindAndName);
}

/** The management groups above a scope of the tree, nearest first. Ends where the tree ends, and at a group seen before. */
export function groupsAbove(snapshot: Snapshot, key: string): readonly ScopeRecord[] {
  const above: ScopeRecord[] = [];
  let parent = parentOf(snapshot, snapshot.scopes.get(key));
  while (parent !== undefined && !above.includes(parent)) {
    above.push(parent);
    parent = parentOf(snapshot, parent);
  }
  return above;
}

function parentOf(snapshot: Snapshot, scope: ScopeRecord | undefined): ScopeRecord | undefined {
  return scope && hasGroupAbove(scope) ? snapshot.scopes.get(scope.parent.toLowerCase()) : undefined;
}

function hasGroupAbove(scope: ScopeRecord): scope is ScopeRecord & { parent: string } {
  return scope.parent !== undefined && scope.parent !== '';
}

function byKindAndName(one: ScopeRecord, other: ScopeRecord): number {
  if (one.kind !== other.kind) return one.kind === 'managementGroup' ? -1 : 1;
  const [left, right] = [one.displayName ?? one.name, other.displayName ?? other.name];
  return left < right ? -1 : left > right ? 1 : 0;
}
