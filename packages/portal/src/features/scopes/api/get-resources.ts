import type { JsonObject } from '@sluice/arm/protocol';
import { API } from '../../../lib/arm.ts';
import { textAt } from '../../../lib/json.ts';
import { type GrowingList, useGrowingList } from '../../../lib/use-growing-list.ts';

/** A resource of a resource group. */
export type GroupResource = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
};

/** What is in a resource group; nothing is read without one. */
export function useResources(resourceGroup: string | undefined): GrowingList<GroupResource> {
  return useGrowingList({
    queryKey: ['resources', resourceGroup?.toLowerCase()],
    path: resourceGroup === undefined ? undefined : `${resourceGroup}/resources`,
    apiVersion: API.resources,
    read: readResource,
  });
}

function readResource(body: JsonObject): GroupResource {
  return {
    id: textAt(body, 'id') ?? '',
    name: textAt(body, 'name') ?? '',
    type: textAt(body, 'type') ?? '',
    location: textAt(body, 'location') ?? '',
  };
}
