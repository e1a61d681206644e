import type { ArmTarget } from '../protocol/messages.ts';
import { buildId } from './build-id.ts';
import type { Run } from './read-path.ts';
import { readPath } from './read-path.ts';
import type { ResourceId } from './resource-id.ts';
import { TENANT, toScope } from './scopes.ts';
import { splitPath } from './segments.ts';

/**
 * Where a decoded path leads: one resource or a collection of them. Undefined for the tenant itself and for what is not ARM's grammar.
 *
 * A namespace alone (`/providers/Microsoft.X`, `/subscriptions/s/providers/Microsoft.X`) is an item of ARM's own type `.../providers`.
 */
export function parseTarget(path: string): ArmTarget | undefined {
  const runs = readPath(path);
  const last = runs?.at(-1);
  if (runs === undefined || last === undefined) return undefined;
  if (last.types.length > last.names.length) return toCollection(runs.slice(0, -1), last);
  const id = buildId(runs);
  return id === undefined ? undefined : { kind: 'item', id };
}

/**
 * A path whose last segment is read as the name of an operation on what stands before it, as a POST means it
 * (`.../onlineEndpoints/e/listKeys`). Undefined when nothing that can be acted on stands before it.
 */
export function parseAction(path: string): { readonly name: string; readonly on: ArmTarget } | undefined {
  const segments = splitPath(path);
  const name = segments?.at(-1);
  if (segments === undefined || name === undefined) return undefined;
  const on = parseTarget(`/${segments.slice(0, -1).join('/')}`);
  return on === undefined ? undefined : { name, on };
}

function toCollection(before: readonly Run[], last: Run): ArmTarget | undefined {
  const outer = buildId(before);
  if (outer === undefined && before.length > 0) return undefined;
  const parent = parentOf(before, last);
  const scope = outer === undefined ? TENANT : toScope(outer);
  const namespace = last.namespace ?? 'Microsoft.Resources';
  const type = `${namespace}/${last.types.join('/')}`;
  const underScope = parent === undefined ? scope : toScope(parent);
  return { kind: 'collection', type, typeKey: type.toLowerCase(), under: underScope.id, underScope };
}

/** The resource that a child collection belongs to. */
function parentOf(before: readonly Run[], last: Run): ResourceId | undefined {
  return last.names.length === 0
    ? undefined
    : buildId([...before, { ...last, types: last.types.slice(0, -1) }]);
}
