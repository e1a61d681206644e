import { type ApiError, notFound } from '@sluice/arm/errors';
import { type ArmResponse, operationHeaders, pageResponse } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { StoredHandlers } from '../arm/dispatch.ts';
import { operationPath } from '../arm/operations.ts';
import { requireAccess, requireAccessSomewhere } from '../arm/require-access.ts';
import type { CollectionCall, ItemCall } from '../arm/route.ts';
import { missingAbove, scopeNotFound } from '../write/above.ts';
import { decisionHeaders, warningHeaders } from '../write/decision-headers.ts';
import { deleteStatus, putStatus } from '../write/put-status.ts';
import { remove } from '../write/remove.ts';
import { write } from '../write/write.ts';
import { listStored } from './list-stored.ts';
import { requireVisibleSubscription } from './microsoft.resources/visible-subscriptions.ts';
import { showResource } from './show-resource.ts';

/** Every verb of any resource type, as its record says. */
export const STORED: StoredHandlers = {
  get,
  head,
  put: (call, type) => save('PUT', call, type),
  patch: (call, type) => save('PATCH', call, type),
  delete: drop,
  list,
};

async function get(call: ItemCall, type: ResourceType): Promise<ArmResponse> {
  const resource = await read(call, type);
  if (resource === undefined) throw await absent(call, type);
  return { status: 200, headers: etagOf(resource), body: showResource(call, type, resource) };
}

/** The answer of a HEAD has no body: an error has nothing to say either. */
async function head(call: ItemCall, type: ResourceType): Promise<ArmResponse> {
  return { status: (await read(call, type)) === undefined ? 404 : 204 };
}

async function read(call: ItemCall, type: ResourceType): Promise<Resource | undefined> {
  requireReadAccess(call, type);
  return call.services.storage.resources.get(call.target.id.key);
}

/**
 * What the house ships (definitions, roles) is the same for everybody who may read such things anywhere, and a subscription is read by
 * whoever finds it in the list.
 */
export function requireReadAccess(call: ItemCall, type: ResourceType): void {
  const { id } = call.target;
  const action = `${type.type}/read`;
  if (id.typeKey === 'microsoft.resources/subscriptions') requireVisibleSubscription(call, action, id.id);
  else if (id.scope.kind === 'tenant' && SHIPPED.has(id.typeKey)) requireAccessSomewhere(call, action, id.id);
  else requireAccess(call, action, id.id);
}

const SHIPPED: ReadonlySet<string> = new Set([
  'microsoft.authorization/policydefinitions',
  'microsoft.authorization/policysetdefinitions',
  'microsoft.authorization/roledefinitions',
]);

/** Nothing is there: the outermost missing thing is named. */
async function absent({ services, target: { id } }: ItemCall, type: ResourceType): Promise<ApiError> {
  const missing = (await missingAbove(services.storage, id)) ?? scopeNotFound(id);
  if (missing !== undefined) return missing;
  const words = type.type.slice(type.type.indexOf('/') + 1);
  return notFound(
    type.notFoundCode ?? 'ResourceNotFound',
    `The ${words} '${id.names.join('/')}' could not be found at '${id.id}'.`,
  );
}

async function save(verb: 'PUT' | 'PATCH', call: ItemCall, type: ResourceType): Promise<ArmResponse> {
  const { request, services, target, caller } = call;
  const { resource, created, revision, decisionId, warnings } = await write(
    { verb, type, id: target.id, request, caller },
    services,
  );
  const snapshot = services.snapshots.current();
  const body = showResource({ ...call, snapshot }, type, resource);
  return {
    status: putStatus(type, verb, created),
    headers: {
      ...etagOf(resource),
      ...decisionHeaders(decisionId, revision),
      ...warningHeaders(warnings),
      ...(type.operationHeaders ? asyncHeaders(call, resource) : {}),
    },
    // Beside the envelope, where clients that do not know it pass over it; a GET has none.
    body:
      verb === 'PUT' && warnings.length > 0
        ? { ...body, warnings: warnings.map(each => ({ ...each })) }
        : body,
  };
}

async function drop(call: ItemCall, type: ResourceType): Promise<ArmResponse> {
  const { request, services, target, caller } = call;
  const { resource, revision } = await remove(
    { verb: 'DELETE', type, id: target.id, request, caller },
    services,
  );
  if (resource === undefined) {
    if (type.absentDelete === 'notFound') throw await absent(call, type);
    return { status: 204 };
  }
  const headers = decisionHeaders(undefined, revision);
  const status = deleteStatus(type);
  if (type.deleteAnswer === 'object') return { status, headers, body: showResource(call, type, resource) };
  if (type.deleteAnswer !== 'accepted') return { status, headers };
  const location = operationPath('operationResults', resource);
  const polling = operationHeaders({
    baseUrl: request.baseUrl,
    apiVersion: request.apiVersion,
    location,
    retryAfterSeconds: 0,
  });
  return { status, headers: { ...headers, ...polling } };
}

async function list(call: CollectionCall, type: ResourceType): Promise<ArmResponse> {
  const { items, next } = await listStored(call, type);
  return pageResponse(
    call.request,
    items.map(resource => showResource(call, type, resource)),
    next,
  );
}

function asyncHeaders({ request }: ItemCall, resource: Resource): Readonly<Record<string, string>> {
  const { baseUrl, apiVersion } = request;
  return operationHeaders({
    baseUrl,
    apiVersion,
    asyncOperation: operationPath('operationStatuses', resource),
  });
}

function etagOf({ etag }: Resource): Readonly<Record<string, string>> {
  return { ETag: `"${etag}"` };
}
