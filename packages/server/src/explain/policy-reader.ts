import { parseResourceId } from '@sluice/arm/ids';
import type { Snapshot } from '@sluice/engine';
import { mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';

/** Whether somebody may read an assignment, definition or initiative, by its id. */
export type PolicyReader = (id: string) => boolean;

/**
 * Whoever may read policies at a resource finds those from above in its lists; others may read them where they stand. What the house ships
 * is no secret.
 */
export function createPolicyReader(
  snapshot: Snapshot,
  tenantId: string,
  caller: Caller,
  resourceId: string,
): PolicyReader {
  const known = new Map<string, boolean>();
  const ask = (action: string, id: string): boolean => {
    const key = `${action} ${id}`;
    const may = known.get(key) ?? mayAct(snapshot, tenantId, caller, action, id);
    known.set(key, may);
    return may;
  };
  return id => {
    const parsed = parseResourceId(id);
    if (parsed === undefined) return false;
    if (parsed.scope.kind === 'tenant' && SHIPPED.has(parsed.typeKey)) return true;
    const action = `${parsed.type}/read`;
    return ask(action, resourceId) || ask(action, parsed.key);
  };
}

const SHIPPED: ReadonlySet<string> = new Set([
  'microsoft.authorization/policydefinitions',
  'microsoft.authorization/policysetdefinitions',
]);
