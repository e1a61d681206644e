import type { ArmTarget } from '@sluice/arm/protocol';
import { accessibleScopes } from '@sluice/engine';
import { inSpan } from '../telemetry/work.ts';
import { authorizationFailed, mayAct } from '../write/access.ts';
import { whoIs } from '../write/caller.ts';
import type { Call, Route } from './route.ts';

/** Throws `AuthorizationFailed` unless the caller may do the action at a scope or resource. */
export function requireAccess({ snapshot, services, caller }: Call, action: string, scope: string): void {
  const may = inSpan('authorize', () => mayAct(snapshot, services.tenantId, caller, action, scope));
  if (!may) throw authorizationFailed(caller, action, scope);
}

/** Throws `AuthorizationFailed` for a caller who may do the action nowhere: what is the same for everybody is still not for strangers. */
export function requireAccessSomewhere({ snapshot, caller }: Call, action: string, scope: string): void {
  if (accessibleScopes(snapshot, whoIs(caller), action).length === 0)
    throw authorizationFailed(caller, action, scope);
}

/** What a route asks of its caller before its handler runs. */
export function requireRouteAccess(call: Call, { access, action }: Pick<Route, 'access' | 'action'>): void {
  if (access === 'target') requireAccess(call, action, placeOf(call.target));
  if (access === 'anywhere') requireAccessSomewhere(call, action, placeOf(call.target));
}

function placeOf(target: ArmTarget): string {
  return target.kind === 'item' ? target.id.id : target.under;
}
