import { ancestry } from '../scope/ancestry.ts';
import { subscriptionsAndGroupsBelow } from '../scope/descendants.ts';
import { type AccessView, grantsOf, roleOf, type Who } from './access-view.ts';
import { permitsOf } from './role.ts';

/**
 * Where the principal may do the action: keys of scopes, so that a list can be narrowed to what is at or below one of them.
 *
 * `['']` is everywhere, `[]` nowhere. A management group comes with every group and subscription below it, since the ids of
 * those do not start with its id; otherwise a key whose ancestor is in the answer is left out. In the order of the keys.
 */
export function accessibleScopes(view: AccessView, who: Who, action: string): readonly string[] {
  const wanted = action.toLowerCase();
  const granted = new Set<string>();
  for (const grant of grantsOf(view, who)) {
    const role = roleOf(view, grant.roleDefinitionId);
    if (role && permitsOf(role)(wanted)) granted.add(grant.scopeKey);
  }
  if (granted.has('')) return [''];
  const widest = [...granted].filter(
    key =>
      !ancestry(view.scopes, key)
        .slice(1)
        .some(above => granted.has(above)),
  );
  return [...new Set(widest.flatMap(key => [key, ...subscriptionsAndGroupsBelow(view.scopes, key)]))].sort();
}

/** Whether a key (lower case) is at or below one of the scopes that `accessibleScopes` answered. */
export function isWithin(scopes: readonly string[], key: string): boolean {
  return scopes.some(scope => scope === '' || key === scope || key.startsWith(`${scope}/`));
}
