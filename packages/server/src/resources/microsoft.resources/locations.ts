import { pageResponse } from '@sluice/arm/protocol';
import { locationsToWire } from '@sluice/providers/types';
import type { Route } from '../../arm/route.ts';
import { requireVisibleSubscription } from './visible-subscriptions.ts';

const READ = 'Microsoft.Resources/subscriptions/locations/read';

/** The regions that a subscription offers. */
export const LIST_LOCATIONS: Route = {
  verb: 'GET',
  kind: 'collection',
  type: 'Microsoft.Resources/subscriptions/locations',
  action: READ,
  access: 'self',
  handle(call) {
    const { request, target } = call;
    requireVisibleSubscription(call, READ, target.under);
    return pageResponse(request, locationsToWire(target.underScope.subscriptionId ?? ''), undefined);
  },
};
