import type { JsonObject } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';
import { show } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import type { Call } from '../arm/route.ts';
import { CONNECTORS } from '../connectors/index.ts';
import { objectAt } from '../json-value.ts';

/** A stored resource as an answer holds it; deployments with what their connector says is running. */
export function showResource(
  { request, services, snapshot }: Call,
  type: ResourceType,
  resource: Resource,
): JsonObject {
  const { baseUrl, query } = request;
  const expand = new Set(
    (query.get('$expand') ?? '')
      .toLowerCase()
      .split(/[,\s]+/)
      .filter(Boolean),
  );
  const shown = show(type, resource, { baseUrl, tenantId: services.tenantId, snapshot, expand });
  if (type.componentsOf === undefined) return shown;
  return { ...shown, properties: { ...objectAt(shown, 'properties'), ...CONNECTORS[0].observe(resource) } };
}
