import type { RoleDefinition } from '../model/records.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Whether a role may be given at a scope: one of those that it names, or below one. Without any it may be given anywhere. */
export function isAssignable(
  { scopes }: Pick<Snapshot, 'scopes'>,
  assignableScopes: RoleDefinition['assignableScopes'],
  scope: string,
): boolean {
  if (assignableScopes === undefined) return true;
  const within = ancestry(scopes, keyOf(scope));
  return assignableScopes.some(each => within.includes(keyOf(each)));
}
