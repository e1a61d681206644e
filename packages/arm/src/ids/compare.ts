import { parseResourceId } from './parse-resource-id.ts';
import type { ResourceId, ScopeId } from './resource-id.ts';

/** Anything with a key, or an id in lower case. */
type Keyed = string | Pick<ScopeId | ResourceId, 'key'>;

/**
 * Whether `id` is `scope` itself or textually below it. The tenant contains everything.
 *
 * Ids do not say which subscriptions a management group holds: that is asked of the scope tree. Texts must be keys (lower case).
 */
export function contains(scope: Keyed, id: Keyed): boolean {
  const outer = keyOf(scope);
  const inner = keyOf(id);
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

/** Whether two texts are ids of one resource: without case, keywords and repeated slashes as one. False when either is no id. */
export function sameId(left: string, right: string): boolean {
  const key = parseResourceId(left)?.key;
  return key !== undefined && key === parseResourceId(right)?.key;
}

function keyOf(value: Keyed): string {
  return typeof value === 'string' ? value : value.key;
}
