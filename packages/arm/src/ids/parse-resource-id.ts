import { buildId } from './build-id.ts';
import { readPath } from './read-path.ts';
import type { ResourceId } from './resource-id.ts';

/**
 * The id of one resource, taken apart; undefined for anything else (a collection, the tenant, a namespace alone, other text).
 *
 * Keywords are read without case and written in ARM's own; namespaces, types and names keep theirs. Repeated slashes count as one.
 * The text is taken as decoded already.
 */
export function parseResourceId(text: string): ResourceId | undefined {
  const runs = readPath(text);
  if (runs === undefined) return undefined;
  const id = buildId(runs);
  return id === undefined || isNamespace(id) ? undefined : id;
}

/** `/subscriptions/s/providers/Microsoft.X`: a path that is answered, but no place for anything. */
function isNamespace(id: ResourceId): boolean {
  return id.types.at(-1) === 'providers' && id.namespace === 'Microsoft.Resources';
}
