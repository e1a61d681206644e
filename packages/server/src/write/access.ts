import { type ApiError, forbidden } from '@sluice/arm/errors';
import { parseScopeId } from '@sluice/arm/ids';
import { accessibleScopes, authorize, type Snapshot } from '@sluice/engine';
import { type Caller, whoIs } from './caller.ts';

/**
 * Whether the caller may do the action at a scope or resource (id in any case).
 *
 * What is in no group of the tree is judged as if it stood below the root group: the tenant's own objects, so that its owners govern
 * them, and subscriptions and groups that do not exist, so that owners learn that and everybody else that they may not.
 */
export function mayAct(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
  action: string,
  scope: string,
): boolean {
  return authorize(snapshot, whoIs(caller), action, placeOf(snapshot, tenantId, scope));
}

/** Keys that the caller may do the action at and below; `['']` is everywhere, `[]` nowhere. */
export function readableKeys(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
  action: string,
): readonly string[] {
  if (mayAct(snapshot, tenantId, caller, action, '')) return [''];
  return accessibleScopes(snapshot, whoIs(caller), action);
}

/**
 * ARM's refusal, which names who may not do what where, and nothing of what is there. Who: by the client id of an application or the name
 * of a user first, which people know somebody by, then by the object id, which roles name.
 */
export function authorizationFailed(caller: Caller, action: string, scope: string): ApiError {
  const { id, clientId } = caller.principal;
  return forbidden(
    'AuthorizationFailed',
    `The client '${clientId}' with object id '${id}' does not have authorization to perform action '${action}' over scope '${scope === '' ? '/' : scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

/** Key of the management group that everything in the tenant stands below. */
export function rootGroupKey(tenantId: string): string {
  return `/providers/microsoft.management/managementgroups/${tenantId.toLowerCase()}`;
}

/** The key of where a scope (id in any case) is judged. */
export function placeOf(snapshot: Snapshot, tenantId: string, scope: string): string {
  const key = parseScopeId(scope)?.key ?? scope.toLowerCase();
  const outermost = ROOT_SCOPE.exec(key)?.[0];
  return outermost !== undefined && snapshot.scopes.has(outermost) ? key : rootGroupKey(tenantId);
}

const ROOT_SCOPE = /^\/(subscriptions|providers\/microsoft\.management\/managementgroups)\/[^/]+/;
