import { type ApiError, notFound } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import type { Storage } from '@sluice/storage';

/** What must exist for a resource to be: its parent, or the scope it is at. Undefined: the tenant, which always does. */
export function above(id: ResourceId): ResourceId | undefined {
  return parseResourceId(id.parentId ?? id.scope.id);
}

/**
 * The error that tells of the outermost absent thing above an id; undefined when all of it exists.
 *
 * The outermost one is named because that is where a client has to begin.
 */
export async function missingAbove(
  storage: Pick<Storage, 'resources'>,
  id: ResourceId,
): Promise<ApiError | undefined> {
  const chain: ResourceId[] = [];
  for (let next = above(id); next !== undefined; next = above(next)) chain.unshift(next);
  const present = new Set(
    (await storage.resources.getMany(chain.map(({ key }) => key))).map(({ key }) => key),
  );
  const absent = chain.find(({ key }) => !present.has(key));
  return absent === undefined ? undefined : notThere(absent, id);
}

function notThere(absent: ResourceId, id: ResourceId): ApiError {
  // The place itself that something was asked about.
  if (absent.key === id.key && scopeNotFound(absent) === undefined)
    return notFound('ResourceNotFound', `The resource '${absent.id}' could not be found.`, absent.id);
  return (
    scopeNotFound(absent) ??
    notFound(
      'ParentResourceNotFound',
      `Can not perform the requested operation on '${id.id}': its parent resource '${absent.id}' does not exist.`,
      absent.id,
    )
  );
}

/** The error that tells of an absent scope; undefined for what is no scope. */
export function scopeNotFound({ typeKey, name }: ResourceId): ApiError | undefined {
  switch (typeKey) {
    case 'microsoft.resources/subscriptions':
      return notFound('SubscriptionNotFound', `The subscription '${name}' could not be found.`);
    case 'microsoft.resources/subscriptions/resourcegroups':
      return notFound('ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
    case 'microsoft.management/managementgroups':
      return notFound('ManagementGroupNotFound', `The management group '${name}' could not be found.`);
    default:
      return undefined;
  }
}
