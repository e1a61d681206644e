import type { Snapshot } from '@sluice/engine';

/** What people call a scope: its display name where it has one. `''` is the tenant. */
export function scopeName(snapshot: Snapshot, scope: string): string {
  if (scope === '') return 'the tenant';
  const record = snapshot.scopes.get(scope.toLowerCase());
  return record?.displayName ?? record?.name ?? lastOf(scope);
}

function lastOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
