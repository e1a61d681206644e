import { parseTarget } from '@sluice/arm/ids';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { Route } from './route.ts';

// What exists below every namespace: registration, the state of operations.
const ANY_NAMESPACE = '*';

/**
 * Names where a path leads by the resource type or action as this server spells it, and by nothing that a caller has made up: what is not
 * served is `unknown`. Never throws.
 */
export function createRouteNames(
  types: readonly Pick<ResourceType, 'type'>[],
  routes: readonly Pick<Route, 'type'>[],
): (path: string) => string {
  const names = new Map([...routes, ...types].map(({ type }) => [type.toLowerCase(), type]));
  return path => {
    const key = typeKeyOf(path);
    if (key === undefined) return 'unknown';
    return names.get(key) ?? names.get(`${ANY_NAMESPACE}${key.slice(key.indexOf('/'))}`) ?? 'unknown';
  };
}

function typeKeyOf(path: string): string | undefined {
  try {
    const target = parseTarget(path);
    return target?.kind === 'item' ? target.id.typeKey : target?.typeKey;
  } catch {
    // A path that cannot be read is refused where it is dispatched.
    return undefined;
  }
}
