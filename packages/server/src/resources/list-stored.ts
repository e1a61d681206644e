import { notFound } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import { accessibleScopes, isWithin } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { Page, Storage } from '@sluice/storage';
import type { CollectionCall } from '../arm/route.ts';
import { missingAbove } from '../write/above.ts';
import { authorizationFailed, mayAct } from '../write/access.ts';
import { whoIs } from '../write/caller.ts';
import { readAfter, readTop } from './page.ts';

/**
 * One page of what a collection holds, narrowed to what the caller may read, in the order of ids.
 *
 * A caller who may read nothing at the place or below it is refused, whether the place exists or not.
 */
export async function listStored(
  call: CollectionCall,
  type: ResourceType,
  fits: (resource: Resource) => boolean = () => true,
): Promise<Page<Resource>> {
  const { query } = call.request;
  const page = await readPage(call, type, { top: readTop(query), after: readAfter(query), fits });
  if (page.items.length === 0) await requirePlace(call);
  return page;
}

/** All that a collection holds and the caller may read: for what is few, and to be put in another order. */
export async function listAll(call: CollectionCall, type: ResourceType): Promise<readonly Resource[]> {
  const found: Resource[] = [];
  let after: string | undefined;
  do {
    const page = await readPage(call, type, { top: 1000, after, fits: () => true });
    found.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  if (found.length === 0) await requirePlace(call);
  return found;
}

async function readPage(
  call: CollectionCall,
  type: ResourceType,
  {
    top,
    after: from,
    fits,
  }: {
    readonly top: number;
    readonly after: string | undefined;
    readonly fits: (resource: Resource) => boolean;
  },
): Promise<Page<Resource>> {
  const { target, services } = call;
  const isReadable = narrowing(call, `${type.type}/read`);
  const found: Resource[] = [];
  let after = from;
  do {
    const page = await services.storage.resources.list({
      types: [target.typeKey],
      under: target.underScope.key,
      direct: !(type.listBySubscription === true && target.underScope.kind === 'subscription'),
      top: top - found.length,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items.filter(resource => isReadable(resource.key) && fits(resource)));
    after = page.next;
  } while (after !== undefined && found.length < top);
  return { items: found, ...(after === undefined ? {} : { next: after }) };
}

/** Which keys the caller may do the action on. Throws `AuthorizationFailed` when that cannot be any at or below the place listed. */
export function narrowing(call: CollectionCall, action: string): (key: string) => boolean {
  const isAllowed = narrowed(call, action);
  if (isAllowed === undefined) throw authorizationFailed(call.caller, action, call.target.under);
  return isAllowed;
}

/** The same; undefined when that cannot be any. */
export function narrowed(
  { snapshot, services, caller, target }: CollectionCall,
  action: string,
): ((key: string) => boolean) | undefined {
  const { under, underScope } = target;
  if (mayAct(snapshot, services.tenantId, caller, action, under)) return () => true;
  const scopes = accessibleScopes(snapshot, whoIs(caller), action);
  const isBelow = (scope: string) => underScope.key === '' || scope.startsWith(`${underScope.key}/`);
  return scopes.some(isBelow) ? key => isWithin(scopes, key) : undefined;
}

/** Throws 404 unless the place exists: an empty list says that it is there. */
export function requirePlace({ services, target }: CollectionCall): Promise<void> {
  return requireStored(services.storage, target.under);
}

/** The same of an id. */
export async function requireStored(storage: Pick<Storage, 'resources'>, under: string): Promise<void> {
  const id = parseResourceId(under);
  if (id === undefined || (await storage.resources.get(id.key)) !== undefined) return;
  throw (
    (await missingAbove(storage, { ...id, parentId: id.id })) ??
    notFound('ResourceNotFound', `There is nothing at '${id.id}'.`)
  );
}
