import { pageResponse } from '@sluice/arm/protocol';
import type { Route } from '../../arm/route.ts';
import { listStored } from '../list-stored.ts';
import { registeredType } from '../registered-type.ts';
import { showResource } from '../show-resource.ts';
import { resourceFilter } from './resource-filter.ts';

const TYPE = 'Microsoft.Resources/subscriptions/resourceGroups';

/** The groups of a subscription. `$filter` takes tags, as `az group list --tag` asks. */
export const LIST_RESOURCE_GROUPS: Route = {
  verb: 'GET',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'self',
  async handle(call) {
    const type = registeredType(TYPE);
    const { items, next } = await listStored(call, type, resourceFilter(call.request.query));
    return pageResponse(
      call.request,
      items.map(resource => showResource(call, type, resource)),
      next,
    );
  },
};
