import { badRequest, notFound } from '@sluice/arm/errors';
import { parseResourceId, type ScopeId } from '@sluice/arm/ids';
import { accessibleScopes, ancestry, isWithin, type Snapshot } from '@sluice/engine';
import type { InsightsPlace } from '@sluice/storage';
import type { Call, CollectionCall } from '../../arm/route.ts';
import { authorizationFailed, mayAct, rootGroupKey } from '../../write/access.ts';
import { below } from '../../write/affected.ts';
import { whoIs } from '../../write/caller.ts';
import { requirePlace } from '../list-stored.ts';

/** What a query of policy insights is about. */
export type InsightsScope = {
  /** Where the resources are; of a policy object, where that is. */
  readonly scope: ScopeId;
  /** What the query was sent to, as it stands in the path: the scope, or a policy object. */
  readonly under: string;
  readonly policy: InsightsPlace['policy'] | undefined;
};

/** What the path of a query of policy insights names. */
export type InsightsTarget = InsightsScope & {
  /** Which set of rows, in lower case: `latest`, `default`. */
  readonly set: string;
};

/** `{scope}/providers/Microsoft.PolicyInsights/{entity}/{set}/{action}`. Throws 400 for a set that the entity does not have. */
export function readInsightsTarget(
  { target, snapshot }: CollectionCall,
  sets: readonly string[],
): InsightsTarget {
  const id = parseResourceId(target.under);
  if (id === undefined) throw notFound('NotFound', `There is nothing at '${target.under}'.`);
  const set = id.name.toLowerCase();
  if (!sets.includes(set)) {
    const known = sets.map(each => `'${each}'`).join(' and ');
    throw badRequest('InvalidQueryParameter', `There are no ${id.types[0]} '${id.name}', but ${known}.`);
  }
  return { ...toInsightsScope(snapshot, id.scope), set };
}

/** What is asked about by naming a place, or a policy object. */
export function toInsightsScope(snapshot: Snapshot, at: ScopeId): InsightsScope {
  const object = parseResourceId(at.id);
  const kind = object === undefined ? undefined : POLICY_OBJECTS.get(object.typeKey);
  if (object === undefined || kind === undefined) return { scope: at, under: at.id, policy: undefined };
  const keys =
    kind === 'assignment'
      ? [object.key]
      : // Built-in ones, and those of management groups above, are named below a subscription too.
        ancestry(snapshot.scopes, object.scope.key).map(
          scope => `${scope}/providers/${object.typeKey}/${object.name.toLowerCase()}`,
        );
  return { scope: object.scope, under: at.id, policy: { kind, keys } };
}

const POLICY_OBJECTS: ReadonlyMap<string, NonNullable<InsightsPlace['policy']>['kind']> = new Map([
  ['microsoft.authorization/policyassignments', 'assignment'],
  ['microsoft.authorization/policydefinitions', 'definition'],
  ['microsoft.authorization/policysetdefinitions', 'initiative'],
]);

/**
 * Keys at and below a scope where the caller may do one of the actions. Throws `AuthorizationFailed` when there are none, whether the scope
 * exists or not.
 */
export function readablePlaces(
  { snapshot, services, caller }: Call,
  scope: ScopeId,
  actions: readonly string[],
): readonly string[] {
  const places = placesOf(snapshot, services.tenantId, scope);
  if (actions.some(action => mayAct(snapshot, services.tenantId, caller, action, scope.id))) return places;
  const readable = actions.flatMap(action => accessibleScopes(snapshot, whoIs(caller), action));
  const both = readable.flatMap(key =>
    places.flatMap(place => (isWithin([place], key) ? [key] : isWithin([key], place) ? [place] : [])),
  );
  if (both.length === 0) throw authorizationFailed(caller, actions[0] ?? '', scope.id);
  return [...new Set(both)];
}

/** Keys that everything at and below a scope is at or below: a management group is not in the ids of what is below it; below the root group is everything. */
export function placesOf(snapshot: Snapshot, tenantId: string, { key }: ScopeId): readonly string[] {
  return key === rootGroupKey(tenantId) ? [''] : below(snapshot, key);
}

/** Throws 404 unless the place of a query exists: where nothing is found that says that it is there. */
export function requireInsightsPlace(call: CollectionCall, { scope }: InsightsTarget): Promise<void> {
  return requirePlace({ ...call, target: { ...call.target, under: scope.id, underScope: scope } });
}
