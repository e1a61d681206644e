import type { Snapshot } from '@sluice/engine';
import type { PolicyReader } from './policy-reader.ts';

/** What people call a scope: its display name where it has one. `''` is the tenant. */
export function scopeName(snapshot: Snapshot, scope: string): string {
  if (scope === '') return 'the tenant';
  const record = snapshot.scopes.get(scope.toLowerCase());
  return record?.displayName ?? record?.name ?? lastOf(scope);
}

/** The scope of an assignment, by the name that whoever may read the assignment knows it under. */
export function assignmentScopeName(
  snapshot: Snapshot,
  { id, scope }: { readonly id: string; readonly scope: string },
  mayRead: PolicyReader,
): string {
  return mayRead(id) ? scopeName(snapshot, scope) : lastOf(scope) || 'the tenant';
}

/** What people call a policy object: its display name, or its name where it has none, is gone or may not be read. */
export function policyName(
  records: ReadonlyMap<string, { readonly name: string; readonly displayName?: string }>,
  id: string,
  mayRead: PolicyReader,
): string {
  const record = mayRead(id) ? records.get(id.toLowerCase()) : undefined;
  return record?.displayName ?? record?.name ?? lastOf(id);
}

function lastOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
