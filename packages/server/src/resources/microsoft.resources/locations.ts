import { pageResponse } from '@sluice/arm/protocol';
import { locationsToWire } from '@sluice/providers/types';
import type { Route } from '../../arm/route.ts';

/** The regions that a subscription offers. */
export const LIST_LOCATIONS: Route = {
  verb: 'GET',
  kind: 'collection',
  type: 'Microsoft.Resources/subscriptions/locations',
  action: 'Microsoft.Resources/subscriptions/locations/read',
  access: 'target',
  handle: ({ request, target }) =>
    pageResponse(request, locationsToWire(target.underScope.subscriptionId ?? ''), undefined),
};
