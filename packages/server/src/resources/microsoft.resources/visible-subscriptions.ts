import { accessibleScopes, isWithin } from '@sluice/engine';
import { requireAccess } from '../../arm/require-access.ts';
import type { Call } from '../../arm/route.ts';
import { whoIs } from '../../write/caller.ts';

export const READ_SUBSCRIPTION = 'Microsoft.Resources/subscriptions/read';

/**
 * Keys of the subscriptions that the caller may read, or may read something in: who has a role on one group only still finds the way
 * there.
 */
export function visibleSubscriptions(call: Call): readonly string[] {
  const isVisible = visibility(call);
  return [...call.snapshot.scopes]
    .filter(([key, { kind }]) => kind === 'subscription' && isVisible(key))
    .map(([key]) => key)
    .sort();
}

/**
 * Throws `AuthorizationFailed` unless the subscription (id in any case) is one of those, or the caller may do the action there: what clients
 * ask of each subscription that the list has shown them.
 */
export function requireVisibleSubscription(call: Call, action: string, id: string): void {
  if (!visibility(call)(id.toLowerCase())) requireAccess(call, action, id);
}

function visibility({ snapshot, caller }: Call): (key: string) => boolean {
  const scopes = accessibleScopes(snapshot, whoIs(caller), READ_SUBSCRIPTION);
  return key => isWithin(scopes, key) || scopes.some(scope => isWithin([key], scope));
}
