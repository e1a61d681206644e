import { parseResourceId } from '@sluice/arm/ids';
import { decodeToken, encodeToken } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';

/** What an operation's id says: which resource it made or took away, and when. */
export type OperationToken = { readonly key: string; readonly instanceId: string; readonly at: string };

/**
 * Where a write can be polled. The writes here are done when they are answered, so an operation is nothing but the question
 * whether its resource is there: the id carries the question, any replica can answer it.
 */
export function operationPath(kind: 'operationStatuses' | 'operationResults', resource: Resource): string {
  const { key, instanceId, systemData } = resource;
  const token = encodeToken([key, instanceId, systemData.lastModifiedAt]);
  const { subscriptionId } = parseResourceId(key)?.scope ?? {};
  const id = parseResourceId(resource.id);
  const scope =
    subscriptionId === undefined ? '' : `/subscriptions/${id?.scope.subscriptionId ?? subscriptionId}`;
  const location = typeof resource.body['location'] === 'string' ? resource.body['location'] : 'global';
  return `${scope}/providers/${id?.namespace ?? 'Microsoft.Resources'}/locations/${encodeURIComponent(location)}/${kind}/${token}`;
}

/** What `operationPath` put into an id; undefined for anything else. */
export function readOperation(id: string): OperationToken | undefined {
  const value = decodeToken(id);
  if (!Array.isArray(value)) return undefined;
  const [key, instanceId, at] = value;
  if (typeof key !== 'string' || typeof instanceId !== 'string' || typeof at !== 'string') return undefined;
  return { key, instanceId, at };
}
