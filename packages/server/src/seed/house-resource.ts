import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import { prepare } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType } from '@sluice/providers/types';
import type { WriteDependencies } from '../write/dependencies.ts';

/** Who made what came with the house. */
const HOUSE = 'Sluice';

/** A resource that the house makes itself, with what it changes in the snapshot: as a PUT by anybody else would. */
export function houseResource(
  id: string,
  body: JsonObject,
  stored: Resource | undefined,
  snapshot: Snapshot,
  dependencies: Pick<WriteDependencies, 'now' | 'newId' | 'tenantId'>,
): { readonly resource: Resource; readonly changes: readonly SnapshotChange[] } {
  const { type, resourceId } = typeOf(id);
  const { newId, tenantId } = dependencies;
  const { resource } = prepare(type, {
    id: resourceId,
    verb: 'PUT',
    body,
    stored,
    apiVersion: type.apiVersions[0] ?? '',
    etag: newId(),
    complete: {
      id: resourceId,
      verb: 'PUT',
      stored,
      now: dependencies.now(),
      tenantId,
      callerId: HOUSE,
      newId,
      builtIn: true,
      snapshot,
    },
  });
  return { resource, changes: type.changesOf?.(resource, stored, snapshot.facts, snapshot) ?? [] };
}

function typeOf(id: string): { readonly type: ResourceType; readonly resourceId: ResourceId } {
  const resourceId = parseResourceId(id);
  const type = resourceId === undefined ? undefined : findType(resourceId.typeKey);
  if (resourceId === undefined || type === undefined)
    throw new Error(`'${id}' is no id of a resource that is known.`);
  return { type, resourceId };
}
