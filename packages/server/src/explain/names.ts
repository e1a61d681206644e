import type { Snapshot } from '@sluice/engine';

/** What people call a scope: its display name where it has one. `''` is the tenant. */
export function scopeName(snapshot: Snapshot, scope: string): string {
  if (scope === '') return 'the tenant';
  const record = snapshot.scopes.get(scope.toLowerCase());
  return record?.displayName ?? record?.name ?? lastOf(scope);
}

/** What people call a policy object: its display name, or its name where it has none or is gone. */
export function policyName(
  records: ReadonlyMap<string, { readonly name: string; readonly displayName?: string }>,
  id: string,
): string {
  const record = records.get(id.toLowerCase());
  return record?.displayName ?? record?.name ?? lastOf(id);
}

function lastOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
