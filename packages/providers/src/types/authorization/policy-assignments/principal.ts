import type { Principal, Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { isObject, objectAt, textAt } from '../../../json-value.ts';

/** Who an assignment acts as: the principal of its identity. Undefined without one. */
export function principalOf(body: JsonObject): { readonly id: string; readonly user?: string } | undefined {
  const identity = objectAt(body, 'identity');
  const own = textAt(identity, 'principalId');
  if (own !== undefined) return { id: own };
  const [user, given] = Object.entries(objectAt(identity, 'userAssignedIdentities'))[0] ?? [];
  const id = isObject(given) ? textAt(given, 'principalId') : undefined;
  return user === undefined || id === undefined ? undefined : { id, user };
}

/** The principals that come and go with the identity of an assignment. */
export function principalChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const now = after && principalOf(after.body);
  const then = before && principalOf(before.body);
  if (now?.id === then?.id) return [];
  const gone: readonly SnapshotChange[] =
    then !== undefined && then.user === undefined
      ? [{ kind: 'principal', key: then.id.toLowerCase(), record: null }]
      : [];
  if (now === undefined || after === undefined) return gone;
  const record: Principal = {
    id: now.id,
    // Nobody signs in as it: there is no secret for this name.
    clientId: now.user?.toLowerCase() ?? now.id,
    displayName: now.user === undefined ? after.name : now.user.slice(now.user.lastIndexOf('/') + 1),
    kind: 'ServicePrincipal',
    enabled: true,
  };
  return [...gone, { kind: 'principal', key: now.id.toLowerCase(), record }];
}
