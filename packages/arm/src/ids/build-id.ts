import type { Run } from './read-path.ts';
import type { ResourceId, ScopeId } from './resource-id.ts';
import { TENANT, toScope } from './scopes.ts';

const OWN_NAMESPACE = 'Microsoft.Resources';

/** The last resource of `runs`, with everything before it as its scope. Undefined without runs, or when one ends in a type. */
export function buildId(runs: readonly Run[]): ResourceId | undefined {
  let id: ResourceId | undefined;
  for (const run of runs) {
    if (run.types.length !== run.names.length) return undefined;
    const scope = id === undefined ? TENANT : toScope(id);
    id =
      run.namespace === undefined
        ? buildOwn(run)
        : build(scope, run.namespace, run.types, run.names, prefix(scope, run.namespace));
  }
  return id;
}

/** What stands before the types of a run. */
export function prefix(scope: ScopeId, namespace: string): string {
  return `${scope.id}/providers/${namespace}`;
}

/** ARM's own resources are at the nearest subscription or group above them. */
function buildOwn(run: Run): ResourceId {
  let scope = TENANT;
  const [root] = run.types;
  for (let depth = 1; depth < run.types.length; depth++) {
    const places =
      depth === 1
        ? root === 'subscriptions'
        : depth === 2 && run.types[1] === 'resourceGroups' && root === 'subscriptions';
    if (!places) break;
    scope = toScope(build(scope, OWN_NAMESPACE, run.types.slice(0, depth), run.names.slice(0, depth), ''));
  }
  return build(scope, OWN_NAMESPACE, run.types, run.names, '');
}

function build(
  scope: ScopeId,
  namespace: string,
  types: readonly string[],
  names: readonly string[],
  before: string,
): ResourceId {
  const pairs = types.map((type, index) => `/${type}/${names[index] ?? ''}`);
  const id = before + pairs.join('');
  const type = `${namespace}/${types.join('/')}`;
  return {
    id,
    key: id.toLowerCase(),
    namespace,
    types,
    names,
    type,
    typeKey: type.toLowerCase(),
    name: names[names.length - 1] ?? '',
    scope,
    parentId: pairs.length > 1 ? before + pairs.slice(0, -1).join('') : undefined,
  };
}
