import type { JsonObject } from '@sluice/language';

const ID = /^\/subscriptions\/(?<subscription>[^/]+)(?:\/resourceGroups\/(?<group>[^/]+))?/i;

/** What a resource's id says of where it stands, for evaluations that are given no context; undefined when it says nothing. */
export function contextOfId(resource: JsonObject): JsonObject | undefined {
  const id = resource['id'];
  const { subscription, group } = (typeof id === 'string' ? ID.exec(id)?.groups : undefined) ?? {};
  if (subscription === undefined) return undefined;
  const subscriptionId = `/subscriptions/${subscription}`;
  return {
    subscription: { id: subscriptionId, subscriptionId: subscription },
    ...(group === undefined
      ? {}
      : { resourceGroup: { id: `${subscriptionId}/resourceGroups/${group}`, name: group } }),
  };
}
