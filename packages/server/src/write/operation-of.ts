import type { ResourceId } from '@sluice/arm/ids';
import type { JsonValue } from '@sluice/arm/protocol';
import type { Snapshot, WriteSetInput } from '@sluice/engine';
import type { Expectation, Resource } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { WriteDependencies } from './dependencies.ts';
import type { WriteIntent } from './intent.ts';

/** As much of a request as its records tell. `type`: canonical full name. */
export type RecordedRequest = Pick<
  WriteIntent<'PUT' | 'PATCH' | 'DELETE' | 'POST'>,
  'verb' | 'request' | 'caller'
> & { readonly type: Pick<ResourceType, 'type'> };

/** What every write set of a request has in common: who, what, when, and what must still hold. */
export function writeSetBase(
  { type, request, caller, verb }: RecordedRequest,
  subject: { readonly resource: Pick<Resource, 'id' | 'body'>; readonly at: string; readonly status: number },
  snapshot: Snapshot,
  dependencies: WriteDependencies,
): Omit<WriteSetInput, 'expect' | 'resources' | 'changes' | 'judged' | 'failure'> {
  const { resource, at, status } = subject;
  const location = textOf(resource.body['location']);
  const clientRequestId = request.headers.get('x-ms-client-request-id');
  return {
    snapshot,
    at,
    engineVersion: dependencies.engineVersion,
    principal: caller.principal,
    claims: caller.claims,
    correlationId: request.correlationId,
    tenantId: dependencies.tenantId,
    newId: dependencies.newId,
    operation: {
      action: `${type.type}/${verb === 'DELETE' ? 'delete' : 'write'}`,
      resourceId: resource.id,
      resourceType: type.type,
      ...(location === undefined ? {} : { location }),
      status,
      requestId: request.requestId,
      http: {
        method: verb,
        uri: `${request.baseUrl}${request.path}?api-version=${request.apiVersion}`,
        clientAddress: request.clientAddress,
        ...(clientRequestId === undefined ? {} : { clientRequestId }),
      },
    },
  };
}

/** The same request as it did something else too: the log tells of each. What was judged is of the request itself. */
export function alsoDone(
  { judged: _, ...input }: WriteSetInput,
  verb: 'write' | 'delete',
  { id, type }: Pick<Resource, 'id' | 'type'>,
): WriteSetInput {
  const operation = { ...input.operation, action: `${type}/${verb}`, resourceId: id, resourceType: type };
  return { ...input, operation };
}

/** What must not have moved when the write commits: the resource itself, and that what it stands in is there. */
export function expectations(
  id: ResourceId,
  stored: Resource | undefined,
  holder: ResourceId | undefined,
): readonly Expectation[] {
  const own: Expectation = { key: id.key, etag: stored?.etag ?? null, role: 'resource' };
  return holder === undefined ? [own] : [own, { key: holder.key, etag: '*', role: 'parent' }];
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
