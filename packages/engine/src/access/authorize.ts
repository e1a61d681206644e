import { ancestry } from '../scope/ancestry.ts';
import { type AccessView, grantsOf, roleOf, type Who } from './access-view.ts';
import { permitsOf } from './role.ts';

/**
 * Whether the principal may do the action at a resource or scope: some role that it holds there or anywhere above permits it.
 *
 * No is the default: unknown and disabled principals, unknown roles. Actions, ids and patterns compare without case. A role's
 * `notActions` take back from that role only; another role may still grant.
 * Source: Azure RBAC documentation, "Understand Azure role definitions".
 */
export function authorize(view: AccessView, who: Who, action: string, scopeKey: string): boolean {
  const grants = grantsOf(view, who);
  if (grants.length === 0) return false;
  const within = new Set(ancestry(view.scopes, scopeKey));
  const wanted = action.toLowerCase();
  return grants.some(grant => {
    if (!within.has(grant.scopeKey)) return false;
    const role = roleOf(view, grant.roleDefinitionId);
    return role !== undefined && permitsOf(role)(wanted);
  });
}
